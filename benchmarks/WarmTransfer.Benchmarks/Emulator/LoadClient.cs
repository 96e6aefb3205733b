using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WarmTransfer.Benchmarks.Emulator;

/// <summary>Sends prepared requests on several connections at once and reads the answers, from one thread and without allocating.</summary>
internal sealed class LoadClient : IDisposable
{
    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthHeader = "Content-Length: "u8.ToArray();

    private readonly Socket[] _sockets;
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public LoadClient(int port, int connections)
    {
        _sockets = [.. Enumerable.Range(0, connections).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })];
        foreach (Socket socket in _sockets)
            socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Prepare(string method, string token, byte[] body)
    {
        var headers = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /twirp/livekit.{method} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/protobuf\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(headers), .. body];
    }

    /// <summary>Sends each connection its request, then waits for every answer.</summary>
    public void RoundTrip(byte[][] requests)
    {
        for (var i = 0; i < _sockets.Length; i++)
            _sockets[i].Send(requests[i]);
        foreach (Socket socket in _sockets)
            ReadAnswer(socket);
    }

    /// <summary>Sends one request on the first connection, and gives the answer's body.</summary>
    public byte[] Ask(byte[] request)
    {
        _sockets[0].Send(request);
        (var start, var length) = ReadAnswer(_sockets[0]);
        return _buffer[start..(start + length)];
    }

    public void Dispose()
    {
        foreach (Socket socket in _sockets)
            socket.Dispose();
    }

    private (int Start, int Length) ReadAnswer(Socket socket)
    {
        var read = 0;
        while (true)
        {
            var received = socket.Receive(_buffer.AsSpan(read));
            if (received == 0)
                throw new InvalidOperationException("The server closed the connection.");
            read += received;
            var headers = _buffer.AsSpan(0, read).IndexOf(EndOfHeaders);
            if (headers < 0)
                continue;
            if (!_buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8))
                throw new InvalidOperationException($"The server answered: {Encoding.UTF8.GetString(_buffer, 0, read)}");
            var start = headers + EndOfHeaders.Length;
            var length = ReadLength(_buffer.AsSpan(0, headers));
            if (read >= start + length)
                return (start, length);
        }
    }

    private static int ReadLength(ReadOnlySpan<byte> headers)
    {
        ReadOnlySpan<byte> value = headers[(headers.IndexOf(LengthHeader) + LengthHeader.Length)..];
        var length = 0;
        for (var i = 0; i < value.Length && char.IsAsciiDigit((char)value[i]); i++)
            length = (length * 10) + value[i] - '0';
        return length;
    }
}
