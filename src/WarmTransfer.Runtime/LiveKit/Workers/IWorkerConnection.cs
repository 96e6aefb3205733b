namespace WarmTransfer;

/// <summary>A worker's connection to LiveKit. It carries protobuf messages; disposing it closes it.</summary>
/// <remarks>One thread may send while another receives; no two send, and no two receive, at a time.</remarks>
public interface IWorkerConnection : IAsyncDisposable
{
    /// <summary>Sends a message.</summary>
    /// <param name="message">A <c>livekit.WorkerMessage</c>.</param>
    /// <param name="cancellationToken">Cancels sending; the connection can no longer be used.</param>
    /// <exception cref="LiveKitException">The connection is gone.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>Waits for a message.</summary>
    /// <param name="cancellationToken">Stops waiting; the connection may no longer be usable.</param>
    /// <returns>A <c>livekit.ServerMessage</c>; <see langword="null"/> once the connection is gone, for any reason.</returns>
    ValueTask<byte[]?> ReceiveAsync(CancellationToken cancellationToken = default);
}
