using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>A worker over a real WebSocket: what the replays, which are free of the transport, cannot see.</summary>
public sealed class WorkerWebSocketTests
{
    private const string Register = """{"register":{"agentName":"x","version":"1.0"}}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TextFrames_AreAnsweredAsText()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        using var socket = await OpenAsync(emulator);

        await SendAsync(socket, Register);
        Assert.StartsWith("""{"register":{"workerId":"AW_""", await ReceiveTextAsync(socket), StringComparison.Ordinal);
        await SendAsync(socket, """{"ping":{"timestamp":"7"}}""");
        Assert.StartsWith("""{"pong":{"lastTimestamp":"7",""", await ReceiveTextAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MalformedFrame_DropsTheConnectionWithoutAWord()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        using var socket = await OpenAsync(emulator);

        await SendAsync(socket, "{nope");
        var dropped = await Assert.ThrowsAsync<WebSocketException>(() => ReceiveTextAsync(socket));
        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, dropped.WebSocketErrorCode);
    }

    [Fact]
    public async Task OversizedFrame_DropsTheConnection()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        using var socket = await OpenAsync(emulator);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await SendAsync(socket, Register.Replace("1.0", new string('1', TwirpServer.MaxBodySize), StringComparison.Ordinal));
            await ReceiveTextAsync(socket);
        });
        using var next = await OpenAsync(emulator);
        await SendAsync(next, Register);
        Assert.Contains("AW_", await ReceiveTextAsync(next), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_IsAnsweredWithItsCode_AndTheWorkerGetsNothingMore()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        using var socket = await OpenAsync(emulator);
        await SendAsync(socket, Register);
        await ReceiveTextAsync(socket);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancelled);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        Assert.False(emulator.Directory.Workers.HasCapacity(new WorkerKey("x", Protocol.JobType.JtRoom)));
    }

    [Fact]
    public async Task Dispose_DropsWorkers()
    {
        var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        using var socket = await OpenAsync(emulator);
        await emulator.DisposeAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => ReceiveTextAsync(socket));
    }

    [Fact]
    public async Task Pings_AreSentAtTheInterval()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions { WorkerPingInterval = TimeSpan.FromMilliseconds(20) }, Cancelled);
        using var client = new TcpClient();
        await client.ConnectAsync(emulator.Url.Host, emulator.Url.Port, Cancelled);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /agent HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {Token(emulator)}\r\n\r\n"), Cancelled);

        // RFC 6455 §5.5.2: a final frame with opcode 9. It cannot be part of the answer's headers, which are ASCII.
        const byte PingFrame = 0x89;
        var buffer = new byte[1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, Cancelled);
            Assert.NotEqual(0, read);
            if (buffer.AsSpan(0, read).Contains(PingFrame))
                break;
        }
    }

    private static string Token(LiveKitEmulator emulator) =>
        RecordedToken.Sign($$$"""{"iss":"{{{emulator.ApiKey}}}","video":{"agent":true}}""", emulator.ApiSecret);

    private static async Task<ClientWebSocket> OpenAsync(LiveKitEmulator emulator)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + Token(emulator));
        await socket.ConnectAsync(new Uri($"ws://{emulator.Url.Authority}/agent"), Cancelled);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Cancelled);

    private static async Task<string> ReceiveTextAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), Cancelled);
        Assert.Equal(WebSocketMessageType.Text, received.MessageType);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
