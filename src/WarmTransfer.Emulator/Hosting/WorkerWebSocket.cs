using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace WarmTransfer.Emulator;

/// <summary>A worker's WebSocket: frames between the network and a <see cref="WorkerConnection"/>.</summary>
internal sealed class WorkerWebSocket : IWorkerSocket
{
    private const int ReadSize = 4096;

    // Without a limit the framework sends pongs that nobody asked for, instead of pings.
    private static readonly TimeSpan PongTimeout = TimeSpan.FromMinutes(1);

    private readonly Channel<WorkerFrame> _outgoing = Channel.CreateUnbounded<WorkerFrame>();
    private readonly HttpContext _context;

    private WorkerWebSocket(HttpContext context) => _context = context;

    public static WebSocketOptions Options(TimeSpan pingInterval) => new() { KeepAliveInterval = pingInterval, KeepAliveTimeout = PongTimeout };

    /// <summary>Serves one worker until either side closes.</summary>
    public static async Task ServeAsync(HttpContext context, RoomDirectory rooms)
    {
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync();
        var socket = new WorkerWebSocket(context);
        var connection = new WorkerConnection(rooms, socket);
        var sending = socket.SendAllAsync(webSocket);
        try
        {
            await ReceiveAllAsync(webSocket, connection, context.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone without a word.
        }
        finally
        {
            connection.Closed();
            socket._outgoing.Writer.TryComplete();
            await sending;
        }
    }

    public void Send(WorkerFrame frame) => _outgoing.Writer.TryWrite(frame);

    public void Drop() => _context.Abort();

    private static async Task ReceiveAllAsync(WebSocket webSocket, WorkerConnection connection, CancellationToken aborted)
    {
        using var message = new MemoryStream();
        var buffer = new byte[ReadSize];
        while (true)
        {
            var received = await webSocket.ReceiveAsync(buffer.AsMemory(), aborted);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await webSocket.CloseOutputAsync(webSocket.CloseStatus ?? WebSocketCloseStatus.Empty, webSocket.CloseStatusDescription, aborted);
                return;
            }

            message.Write(buffer, 0, received.Count);
            if (message.Length > TwirpServer.MaxBodySize)
            {
                connection.Drop();
                return;
            }

            if (!received.EndOfMessage)
                continue;
            connection.Receive(new WorkerFrame(received.MessageType == WebSocketMessageType.Text, message.ToArray()));
            message.SetLength(0);
        }
    }

    private async Task SendAllAsync(WebSocket webSocket)
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(_context.RequestAborted))
                await webSocket.SendAsync(frame.Payload, frame.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, _context.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The receiving side sees it too, and ends the connection.
        }
    }
}
