using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace WarmTransfer.Rtc.Tests;

/// <summary>Joining where it cannot work, with the real library: one clear error, in time, and nothing left behind.</summary>
[Collection(NativeLibraryFixture.Collection)]
public sealed class RefusedConnectionTests(NativeLibraryFixture native)
{
    private const string Token = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJBUEkxIn0.c2lnbmF0dXJl";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly LogRecorder _log = new();

    [Fact]
    public async Task ConnectAsync_NobodyListens_SaysThatItCouldNotBeJoined()
    {
        var error = await FailAsync(new Uri($"ws://127.0.0.1:{FreePort()}"));

        Assert.Null(error.StatusCode);
        Assert.Contains("could not be joined: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_HostDoesNotResolve_SaysThatItCouldNotBeJoined()
    {
        var error = await FailAsync(new Uri("wss://nowhere.invalid"));

        Assert.Null(error.StatusCode);
        Assert.Contains("nowhere.invalid could not be joined: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_TokenRefused_SaysSoAndNeverShowsTheToken()
    {
        using var server = OddServer.Answering(401, "Unauthorized", $"invalid token: {Token}, error: go-jose/go-jose: error in cryptographic primitive");

        var error = await FailAsync(server.Url);

        Assert.Equal(TwirpErrorCode.Unauthenticated, error.Code);
        Assert.Equal(HttpStatusCode.Unauthorized, error.StatusCode);
        Assert.Contains("does not accept the token", error.Message, StringComparison.Ordinal);
        AssertNoToken(error.ToString());
        AssertNoToken(_log.Text);
        Assert.DoesNotContain("105, 110, 118", _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "Not Found", TwirpErrorCode.NotFound, "not as a LiveKit server does")]
    [InlineData(200, "OK", TwirpErrorCode.None, "not as a LiveKit server does")]
    [InlineData(302, "Found", TwirpErrorCode.None, "not as a LiveKit server does")]
    [InlineData(403, "Forbidden", TwirpErrorCode.PermissionDenied, "refused")]
    [InlineData(429, "Too Many Requests", TwirpErrorCode.ResourceExhausted, "refused")]
    [InlineData(503, "Service Unavailable", TwirpErrorCode.Unavailable, "refused")]
    public async Task ConnectAsync_HttpAnswer_IsExplained(int status, string reason, TwirpErrorCode code, string explanation)
    {
        using var server = OddServer.Answering(status, reason, "so it is");

        var error = await FailAsync(server.Url);

        Assert.Equal(code, error.Code);
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_NoHttpAtAll_SaysThatItCouldNotBeJoined()
    {
        using var server = new OddServer("220 mail.example.com ESMTP\r\n\r\n");

        Assert.Contains("could not be joined: ", (await FailAsync(server.Url)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_ServerSaysNothing_EndsAtTheDeadline()
    {
        using var server = new OddServer(answer: null);
        var clock = Stopwatch.StartNew();

        var error = await FailAsync(server.Url);

        Assert.Contains("did not let us in within 2 s", error.Message, StringComparison.Ordinal);
        // Timers count whole milliseconds, and not those of the stopwatch.
        Assert.InRange(clock.Elapsed, Deadline - TimeSpan.FromMilliseconds(50), Deadline + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task ConnectAsync_Cancelled_EndsAtOnce()
    {
        using var server = new OddServer(answer: null);
        using var cancellation = new CancellationTokenSource();
        var connecting = Connector().ConnectAsync(server.Url, Token, cancellation.Token);

        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Theory]
    [InlineData("ftp://example.com", "ftp://example.com")]
    [InlineData("/rooms", "/rooms")]
    [InlineData("wss://example.com/?room=1", "query")]
    [InlineData("wss://me:secret@example.com", "user")]
    public async Task ConnectAsync_AddressOfNoServer_SaysWhatWasExpected(string url, string named)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Connector().ConnectAsync(new Uri(url, UriKind.RelativeOrAbsolute), Token, TestContext.Current.CancellationToken));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("wss://my-project.livekit.cloud", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("abc\ndef")]
    [InlineData("abc déf")]
    public async Task ConnectAsync_NoToken_SaysSoWithoutShowingIt(string token)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Connector().ConnectAsync(new Uri("ws://127.0.0.1:1"), token, TestContext.Current.CancellationToken));

        Assert.Equal("token", error.ParamName);
        Assert.DoesNotContain("abc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_FiveHundredRefusals_LeaveNothingBehind()
    {
        var client = native.Client(_log.CreateLogger<RtcRoomConnector>());
        var url = new Uri($"ws://127.0.0.1:{FreePort()}");
        await RefuseAsync(url, times: 20);
        var before = Usage.Now();

        await RefuseAsync(url, times: 500);

        var after = Usage.Now();
        Assert.InRange(after.Threads, 0, before.Threads + 8);
        Assert.InRange(after.Memory, 0, before.Memory + (64L << 20));
        Assert.Equal(0, client.OpenHandles);
    }

    private static void AssertNoToken(string text)
    {
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("c2lnbmF0dXJl", text, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task RefuseAsync(Uri url, int times)
    {
        var connector = new RtcRoomConnector(new RtcOptions { LibraryPath = native.LibraryPath });
        for (var done = 0; done < times; done += 10)
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Assert.ThrowsAsync<LiveKitException>(() => connector.ConnectAsync(url, Token))));
    }

    private async Task<LiveKitException> FailAsync(Uri url)
    {
        var error = await Assert.ThrowsAsync<LiveKitException>(() => Connector().ConnectAsync(url, Token, TestContext.Current.CancellationToken));
        Assert.Equal("join", error.Method);
        Assert.Contains(url.Authority, error.Message, StringComparison.Ordinal);
        return error;
    }

    private RtcRoomConnector Connector() => new(new RtcOptions { LibraryPath = native.LibraryPath, ConnectTimeout = Deadline }, _log.CreateLogger<RtcRoomConnector>());
}
