using System.Net.WebSockets;
using System.Threading.Channels;

namespace WarmTransfer.Emulator;

/// <summary>Whole frames over a WebSocket, either end: sent in order by one loop, received one at a time.</summary>
/// <param name="socket">The socket.</param>
/// <param name="largest">The largest frame that is received, in bytes; a longer one ends the connection.</param>
internal sealed class SocketFrames(WebSocket socket, int largest)
{
    /// <summary>What a client may send in one frame: 1 MiB.</summary>
    public const int LargestFromClient = TwirpServer.MaxBodySize;

    /// <summary>What the emulator may send in one frame: the longest byte stream as text, which is a third longer, and what goes with it.</summary>
    public const int LargestFromEmulator = 2 * ByteMessage.MaxLength;

    private const int ReadSize = 8192;

    private readonly Channel<(bool IsText, byte[] Payload)> _outgoing = Channel.CreateUnbounded<(bool, byte[])>();
    private readonly byte[] _buffer = new byte[ReadSize];

    public void Send(RemoteMessage message) => _outgoing.Writer.TryWrite((true, message.ToBytes()));

    public void SendAudio(int id, ReadOnlySpan<short> samples) => _outgoing.Writer.TryWrite((false, RemoteMessage.WriteAudio(id, samples)));

    /// <summary>Nothing is sent after what has been.</summary>
    public void Complete() => _outgoing.Writer.TryComplete();

    /// <summary>Sends until <see cref="Complete"/>, or until the socket is gone.</summary>
    public async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (isText, payload) in _outgoing.Reader.ReadAllAsync(cancellationToken))
                await socket.SendAsync(payload, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // The receiving side sees it too, and ends the connection.
        }
    }

    /// <summary>Receives a frame; <see langword="null"/> when the other end has closed, or is gone.</summary>
    public async Task<(bool IsText, byte[] Payload)?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close || message.Length > largest)
                    return null;
                message.Write(_buffer, 0, received.Count);
                if (received.EndOfMessage)
                    return (received.MessageType == WebSocketMessageType.Text, message.ToArray());
            }
        }
        catch (Exception exception) when (IsGone(exception))
        {
            return null;
        }
    }

    /// <summary>Says that this end closes; a socket that is gone is closed already.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // Nobody is left to be told.
        }
    }

    private static bool IsGone(Exception error) => error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
