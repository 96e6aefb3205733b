namespace WarmTransfer;

/// <summary>A worker's connection to LiveKit. It carries protobuf messages; disposing it closes it.</summary>
/// <remarks>One may send while another receives; no two send, and no two receive, at a time.</remarks>
public interface IWorkerConnection : IAsyncDisposable
{
    /// <summary>Sends a message.</summary>
    /// <param name="message">A <c>livekit.WorkerMessage</c>.</param>
    /// <param name="cancellationToken">Gives up; the connection is of no use any more.</param>
    /// <exception cref="LiveKitException">The connection is gone.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>Waits for a message.</summary>
    /// <param name="cancellationToken">Stops waiting; the connection may be of no use any more.</param>
    /// <returns>A <c>livekit.ServerMessage</c>; <see langword="null"/> once the connection is gone, however it went.</returns>
    ValueTask<byte[]?> ReceiveAsync(CancellationToken cancellationToken = default);
}
