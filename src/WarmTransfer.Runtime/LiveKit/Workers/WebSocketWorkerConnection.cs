using System.Net.WebSockets;

namespace WarmTransfer;

/// <summary>A worker's connection over a WebSocket.</summary>
internal sealed class WebSocketWorkerConnection(ClientWebSocket socket) : IWorkerConnection
{
    private const int ReadSize = 4096;

    // LiveKit's messages are far smaller: a server that sends more is not LiveKit.
    private const int MaxMessageSize = 4 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[ReadSize];

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw new LiveKitException("agent", TwirpErrorCode.None, statusCode: null, "the worker's connection is gone", innerException: exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close || message.Length + received.Count > MaxMessageSize)
                    return null;
                message.Write(_buffer, 0, received.Count);
                if (received.EndOfMessage)
                    return message.ToArray();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // Sent without waiting for the answer: the server may be why this ends.
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone already.
        }

        socket.Dispose();
    }
}
