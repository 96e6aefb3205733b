using System.Net;
using WarmTransfer;

namespace LocalLiveKit.Tests;

/// <summary>LocalLiveKit in a process of its own, on a free port.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    public const string ApiKey = "localkey";
    public const string ApiSecret = "local-secret-of-thirty-two-bytes-and-more";
    public const string Answering = "+15105550123";
    public const string Busy = "+15105550124";
    public const string Silent = "+15105550126";

    private const string Listening = "listening on ";

    private LocalServer(ChildProcess process, Uri url)
    {
        Process = process;
        Url = url;
        Client = new LiveKitServerClient(new HttpClient(), new LiveKitCredentials(url.ToString(), ApiKey, ApiSecret));
    }

    public ChildProcess Process { get; }

    public Uri Url { get; }

    /// <summary>Gets our own client of it.</summary>
    public LiveKitServerClient Client { get; }

    /// <summary>Starts the program as a user would, but from what was built.</summary>
    public static ChildProcess Run(params IEnumerable<string> arguments) =>
        ChildProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "LocalLiveKit.dll"), .. arguments]);

    public static Task<LocalServer> StartAsync(params IEnumerable<string> arguments) => StartWithPhonesAsync("phones.json", arguments);

    public static async Task<LocalServer> StartWithPhonesAsync(string phones, params IEnumerable<string> arguments)
    {
        var process = Run(["--port", "0", "--api-key", ApiKey, "--api-secret", ApiSecret, "--phones", Path.Combine(AppContext.BaseDirectory, phones), .. arguments]);
        var line = await process.LineAsync(_ => true);
        Assert.StartsWith(Listening + "http://127.0.0.1:", line, StringComparison.Ordinal);
        return new LocalServer(process, new Uri(line[Listening.Length..]));
    }

    /// <summary>Places a call that waits for the answer.</summary>
    public Task<SipParticipantInfo> DialAsync(string room, string number) => Client.CreateSipParticipantAsync(new CreateSipParticipantRequest
    {
        TrunkId = "ST_local",
        CallTo = number,
        RoomName = room,
        ParticipantIdentity = "phone",
        WaitUntilAnswered = true,
        RingingTimeout = TimeSpan.FromSeconds(1),
    });

    /// <summary>Asks whether a token lets its bearer join.</summary>
    public async Task<HttpStatusCode> ValidateAsync(string token)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(Url, "/rtc/validate?access_token=" + token));
        return response.StatusCode;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
