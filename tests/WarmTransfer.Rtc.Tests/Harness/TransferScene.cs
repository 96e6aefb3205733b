using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer.Rtc.Tests;

/// <summary>A caller who speaks, an AI that says nothing, and a phone to call through a real server's SIP service.</summary>
internal sealed class TransferScene : IAsyncDisposable
{
    private readonly RealServer _server;
    private readonly CancellationTokenSource _speaking = new();
    private CallSession _session = null!;
    private IAudioPublication _voice = null!;
    private SessionIO _ioBefore = null!;
    private Task _speech = Task.CompletedTask;
    private volatile string? _callStatus;

    private TransferScene(RealServer server) => _server = server;

    public RtcRoom Caller { get; private set; } = null!;

    public WarmTransferOptions Options { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Skips the test where there is no server, no trunk, or no such phone.</summary>
    public static async Task<TransferScene> StartAsync(NativeLibraryFixture native, string calleeVariable, string callee)
    {
        var server = RealServer.Use(native);
        var scene = new TransferScene(server);
        scene.Options = new WarmTransferOptions
        {
            CallTo = Required(calleeVariable, callee),
            SipTrunkId = Required(TransferSettingsResolver.TrunkVariable, "an outbound trunk"),
            Progress = new CallStatus(status => scene._callStatus = status),
        };
        scene.Caller = await server.JoinAsync("caller");
        scene._voice = await scene.Caller.PublishAudioAsync("voice", cancellationToken: Cancellation);
        scene._speech = scene.SpeakAsync();
        var room = await server.Backend.JoinAsAgentAsync(server.RoomName, "ai", Cancellation);
        scene._session = new CallSession(server.Backend, room, "caller", new CallSessionOptions { ChatClient = new SilentModel(), OwnsRoom = true });
        await scene._session.StartAsync(Cancellation);
        scene._ioBefore = scene._session.IO;
        return scene;
    }

    public Task<WarmTransferResult> TransferAsync(CancellationToken cancellationToken = default) =>
        new WarmTransferTask(new Desk(), Options).RunAsync(_session, cancellationToken);

    public Task SayToCallerAsync(string text) => _session.SayAsync(text, Cancellation);

    public Task RingsAsync() => Eventually.TrueAsync(() => _callStatus == SipAttributes.CallStatusRinging);

    public async Task AssertCallerIsBackAsync()
    {
        Assert.Equal(_ioBefore, _session.IO);
        Assert.Empty(_session.Room.LocalAudio);
        await AssertOnlyTheCallersRoomIsLeftAsync();
    }

    public async Task AssertOnlyTheCallersRoomIsLeftAsync() => Assert.All(await RoomsAsync(), room => Assert.Equal(_server.RoomName, room));

    public async Task AssertNoRoomIsLeftAsync() => Assert.Empty(await RoomsAsync());

    public void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    public async ValueTask DisposeAsync()
    {
        foreach (var record in _server.Log.Records.Where(record => record.Level >= LogLevel.Warning))
            Report(record.Message);
        _speaking.Cancel();
        await _speech;
        await _session.DisposeAsync();
        await _server.DisposeAsync();
        _speaking.Dispose();
    }

    private static string Required(string variable, string what)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(value), $"Needs {what}: set {variable} (docs/real-livekit.md).");
        return value!;
    }

    private async Task<IEnumerable<string>> RoomsAsync() =>
        (await _server.Api.ListRoomsAsync(cancellationToken: Cancellation)).Select(room => room.Name).Where(name => name.StartsWith(_server.RoomName, StringComparison.Ordinal));

    private async Task SpeakAsync()
    {
        for (var index = 0; !_speaking.IsCancellationRequested; index++)
        {
            while (!_voice.TryWrite(ToneMeter.Frame(index)) && !_speaking.IsCancellationRequested)
                await Task.Delay(5);
        }
    }

    private sealed class CallStatus(Action<string?> report) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => report(value.Attempt.CallStatus);
    }

    /// <summary>No tools: this desk decides by key.</summary>
    private sealed class Desk : ITransferAgent
    {
        public TransferAgentDefinition Definition { get; } = new("Desk");

        public IReadOnlyList<AIFunction> CreateTools(TransferControl control) => [];
    }

    private sealed class SilentModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse());

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            AsyncEnumerable.Empty<ChatResponseUpdate>();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
