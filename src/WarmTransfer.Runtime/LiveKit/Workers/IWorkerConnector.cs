namespace WarmTransfer;

/// <summary>Opens a worker's connection to LiveKit: the port that a WebSocket and the emulator implement.</summary>
public interface IWorkerConnector
{
    /// <summary>Opens a connection.</summary>
    /// <param name="url">The deployment's address.</param>
    /// <param name="token">A token with the grant <c>agent</c>.</param>
    /// <param name="cancellationToken">Cancels connecting; nothing stays connected.</param>
    /// <returns>The connection, over which the worker still has to register.</returns>
    /// <exception cref="LiveKitException">The server refused, or could not be reached.</exception>
    Task<IWorkerConnection> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default);
}
