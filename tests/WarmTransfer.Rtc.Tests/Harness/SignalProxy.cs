using System.Net;
using System.Net.Sockets;

namespace WarmTransfer.Rtc.Tests;

/// <summary>Passes connections on to a LiveKit server, and breaks them when told: the network between a client and its server. Media goes its own way.</summary>
internal sealed class SignalProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly Lock _lock = new();
    private readonly Uri _server;

    public SignalProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Gets how many connections were made.</summary>
    public int Connections { get; private set; }

    /// <summary>Breaks every connection; new ones go through.</summary>
    public void Break()
    {
        lock (_lock)
        {
            _clients.ForEach(client => client.Dispose());
            _clients.Clear();
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Break();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassOnAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassOnAsync(TcpClient client)
    {
        var server = new TcpClient();
        lock (_lock)
        {
            Connections++;
            _clients.AddRange([client, server]);
        }

        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Broken: by the test, or by either side.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
