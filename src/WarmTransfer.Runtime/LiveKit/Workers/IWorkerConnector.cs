namespace WarmTransfer;

/// <summary>Opens a worker's connection to LiveKit: the port behind which a WebSocket, or the emulator, stands.</summary>
public interface IWorkerConnector
{
    /// <summary>Opens a connection.</summary>
    /// <param name="url">The deployment's address.</param>
    /// <param name="token">A token with the grant <c>agent</c>.</param>
    /// <param name="cancellationToken">Gives up; nothing stays connected.</param>
    /// <returns>The connection, over which the worker has still to register.</returns>
    /// <exception cref="LiveKitException">The server refused, or could not be reached.</exception>
    Task<IWorkerConnection> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default);
}
