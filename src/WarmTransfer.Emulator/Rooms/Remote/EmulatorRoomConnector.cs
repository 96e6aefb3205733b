using System.Net;
using System.Net.WebSockets;

namespace WarmTransfer.Emulator;

/// <summary>Joins the rooms of an emulator that runs in another process of this machine: events, text and sound, over one WebSocket each.</summary>
/// <remarks>For trying things out locally, where no media of its own is at hand. A real LiveKit does not know this socket.</remarks>
public sealed class EmulatorRoomConnector : IRoomConnector
{
    private const string Method = "join";

    /// <inheritdoc/>
    public async Task<IRoom> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(token);
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
            socket.Options.CollectHttpResponseDetails = true;
            await ConnectAsync(socket, url, cancellationToken);
            return await RemoteRoom.OpenAsync(socket, cancellationToken)
                ?? throw new LiveKitException(Method, TwirpErrorCode.None, statusCode: null, $"{url} closed the connection before the room was joined");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task ConnectAsync(ClientWebSocket socket, Uri url, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(url) { Scheme = url.Scheme is "wss" or "https" ? "wss" : "ws", Port = url.IsDefaultPort ? -1 : url.Port, Path = RoomSocket.Path };
        try
        {
            await socket.ConnectAsync(address.Uri, cancellationToken);
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode is HttpStatusCode.NotFound)
        {
            throw new LiveKitException(Method, TwirpErrorCode.NotFound, socket.HttpStatusCode, $"{url} is no emulator of this kind: its rooms are joined with real media", innerException: exception);
        }
        catch (WebSocketException exception)
        {
            HttpStatusCode? status = (int)socket.HttpStatusCode == 0 ? null : socket.HttpStatusCode;
            var code = status is HttpStatusCode.Unauthorized ? TwirpErrorCode.Unauthenticated : TwirpErrorCode.None;
            throw new LiveKitException(Method, code, status, status is null ? $"nothing answers at {url}" : "the emulator refused the token, or the room is full", innerException: exception);
        }
    }
}
