namespace WarmTransfer;

/// <summary>Joins rooms: the port behind which real media, or the emulator's, stands.</summary>
public interface IRoomConnector
{
    /// <summary>Joins a room.</summary>
    /// <param name="url">The deployment's address.</param>
    /// <param name="token">A token with <c>roomJoin</c> for the room.</param>
    /// <param name="cancellationToken">Gives up; nothing stays connected.</param>
    /// <returns>The room, connected. Dispose it to leave.</returns>
    /// <exception cref="LiveKitException">The server refused, or could not be reached.</exception>
    Task<IRoom> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default);
}
