using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>Plays one recorded request to an emulator that stands as the recorded server stood, and compares the answers.</summary>
internal sealed class ExchangeReplay
{
    private const string QueryTokenClaims = """{"iss":"devkey","sub":"u","video":{"roomList":true,"roomJoin":true,"room":"v"}}""";

    private readonly RecordedExchange _recorded;
    private readonly VirtualTime _time;
    private readonly LiveKitEmulator _emulator;
    private readonly Dictionary<string, string> _ids = [];

    private ExchangeReplay(RecordedExchange recorded)
    {
        _recorded = recorded;
        // The clock shows what it showed then, so that the token's times need no change.
        _time = new VirtualTime(DateTimeOffset.FromUnixTimeSeconds(RecordedState.RecordedAt(recorded)));
        _emulator = new LiveKitEmulator(new LiveKitEmulatorOptions
        {
            TimeProvider = _time,
            Edition = LiveKitEdition.OpenSource,
            SipServiceAttached = false,
        });
    }

    public static void Run(string name)
    {
        var replay = new ExchangeReplay(RecordedExchange.Load(name));
        replay._time.Run(replay.RunAsync);
    }

    private async Task RunAsync()
    {
        using var http = new HttpClient(_emulator.CreateHandler()) { BaseAddress = _emulator.Url };
        await new RecordedState(_emulator, http).RestoreAsync(_recorded, _ids);

        var token = Token();
        var started = _time.Elapsed;
        using var response = await http.SendAsync(Request(token));
        var elapsed = _time.Elapsed - started;

        Assert.Equal(_recorded.Status, (int)response.StatusCode);
        Assert.Equal(_recorded.ResponseHeader("content-type"), response.Content.Headers.ContentType?.ToString());
        Assert.Equal(_recorded.ResponseHeader("vary"), string.Join(", ", response.Headers.Vary));
        AssertBody(await response.Content.ReadAsStringAsync(), token);
        Assert.Equal(Math.Round(_recorded.Elapsed.TotalSeconds), elapsed.TotalSeconds);
    }

    private string? Token() => _recorded switch
    {
        { Name: "auth-alg-none" } => RecordedToken.SignNothing(_recorded.Claims!.Value.GetRawText()),
        { Claims: { } claims } => RecordedToken.Sign(claims.GetRawText(), _emulator.ApiSecret),
        _ when _recorded.Route.Contains("<jwt>", StringComparison.Ordinal) => RecordedToken.Sign(QueryTokenClaims, _emulator.ApiSecret),
        _ => null,
    };

    private HttpRequestMessage Request(string? token)
    {
        var request = new HttpRequestMessage(new HttpMethod(_recorded.Method), _recorded.Route.Replace("<jwt>", token, StringComparison.Ordinal));
        if (_recorded.Claims is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (_recorded.RequestHeader("authorization") is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var body = _ids.Aggregate(_recorded.Body, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (_recorded.RequestHeader("content-type") is { } contentType)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return request;
    }

    private void AssertBody(string body, string? token)
    {
        if (_recorded.ResponseBody is { } recorded)
            AnswerShape.AssertMatches(recorded, JsonElement.Parse(body));
        else
            Assert.Equal(_recorded.ResponseText?.Replace("<the presented token>", token, StringComparison.Ordinal) ?? "", body);
    }
}
