using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WarmTransfer.Rtc.Tests;

/// <summary>Something on a port that is no LiveKit server: gives everybody the same answer, or none.</summary>
internal sealed class OddServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _answer;
    private readonly List<TcpClient> _clients = [];
    private readonly Lock _lock = new();

    /// <param name="answer">The HTTP answer, whole; <see langword="null"/> to say nothing.</param>
    public OddServer(string? answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public static OddServer Answering(int status, string reason, string body) =>
        new($"HTTP/1.1 {status} {reason}\r\nContent-Type: text/plain\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    public void Dispose()
    {
        _listener.Stop();
        lock (_lock)
            _clients.ForEach(client => client.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                lock (_lock)
                    _clients.Add(client);
                if (_answer is not null)
                    _ = AnswerAsync(client, _answer);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task AnswerAsync(TcpClient client, string answer)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var request = new byte[16 * 1024];
                if (await stream.ReadAsync(request.AsMemory()) == 0)
                    return;
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // Whoever asked went away.
        }
    }
}
