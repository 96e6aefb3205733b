using System.Net;
using System.Net.Sockets;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WarmTransfer.Emulator.Tests.Hosting;

/// <summary>What clients do to a server on a socket, by mistake or not: after each of these the next good request is answered.</summary>
public sealed class HostileClientTests : IAsyncLifetime
{
    private const string Start = "POST /twirp/livekit.RoomService/ListRooms HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private LiveKitEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions
    {
        // Kestrel looks at the clock once a second, and takes nothing shorter.
        Patience = new ListenerPatience { Headers = TimeSpan.FromSeconds(1.1), Body = TimeSpan.FromSeconds(1.1) },
    });

    public async ValueTask DisposeAsync()
    {
        await AssertAnswersAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public void Requests_Noise_AreRefused() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<byte[]>().ToArbitrary(), noise =>
        {
            using var socket = Connect();
            socket.Send(noise ?? []);
            try
            {
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.NotConnected)
            {
                // Refused already.
            }

            var answer = ReadToEnd(socket);
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20_261_122, 3).WithMaxTest(200));

    [Theory]
    [InlineData(TwirpServer.MaxBodySize, false, HttpStatusCode.OK)]
    [InlineData(TwirpServer.MaxBodySize + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(TwirpServer.MaxBodySize + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_AtTheLimit_IsTaken_AndAboveItRefused(int size, bool chunked, HttpStatusCode expected)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_emulator.Url, "/twirp/livekit.RoomService/ListRooms"));
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes("{}".PadRight(size)));
        request.Content.Headers.ContentType = new("application/json");
        // Then the headers do not tell how long it is, and it has to be counted.
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        using var api = new ApiClient(_emulator);
        request.Headers.Authorization = new("Bearer", api.Token);

        using var response = await http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public void Clients_ThatStopInTheMiddle_AreTimedOut()
    {
        string[] begun =
        [
            Start[..60],
            Start + "Content-Length: 100\r\n\r\n{",
            Start + "Transfer-Encoding: chunked\r\n\r\n2\r\n{",
        ];
        List<Socket> sockets = [.. begun.Select(_ => Connect())];
        foreach (var (socket, part) in sockets.Zip(begun))
            socket.Send(Encoding.ASCII.GetBytes(part));

        foreach (var socket in sockets)
        {
            Assert.StartsWith("HTTP/1.1 408 ", ReadToEnd(socket), StringComparison.Ordinal);
            socket.Dispose();
        }
    }

    [Fact]
    public async Task Connections_OpenedAndDropped_LeaveNothingBehind()
    {
        const int Clients = 8;
        const int Each = 10_000 / Clients;
        var part = Encoding.ASCII.GetBytes(Start + "Content-Length: 100\r\n\r\n{");

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                using var socket = Connect();
                // Some say nothing, some begin; all are reset rather than closed, which also frees their ports at once.
                if (i % 2 == 0)
                    socket.Send(part);
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        })));

        await AssertAnswersAsync();
    }

    private async Task AssertAnswersAsync()
    {
        using var api = new ApiClient(_emulator, new SocketsHttpHandler());
        using var response = await api.PostJsonAsync("RoomService/ListRooms", "{}");
        Assert.Equal("""{"rooms":[]}""", await response.Content.ReadAsStringAsync());
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
        socket.Connect(IPAddress.Loopback, _emulator.Url.Port);
        return socket;
    }

    private static string ReadToEnd(Socket socket)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (socket.Receive(buffer) is > 0 and var read)
                answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.NotConnected)
        {
            // As good an end as any: the server did not care to read the rest.
        }

        return answer.ToString();
    }
}
