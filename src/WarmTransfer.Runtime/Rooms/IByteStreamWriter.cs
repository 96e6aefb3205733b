namespace WarmTransfer;

/// <summary>A byte stream being sent. Disposing it closes the stream, and the receivers have all bytes; a second time does nothing.</summary>
public interface IByteStreamWriter : IAsyncDisposable
{
    /// <summary>Gets the stream's id.</summary>
    string StreamId { get; }

    /// <summary>Sends a piece; the pieces arrive in the order of the calls.</summary>
    /// <param name="bytes">The piece, of any length. Not to be changed before the task ends.</param>
    /// <param name="cancellationToken">Stops waiting; what was handed over may still be sent.</param>
    /// <exception cref="InvalidOperationException">The piece exceeds <see cref="ByteStreamOptions.TotalLength"/>, and nothing of it was sent; or the room is disconnected.</exception>
    /// <exception cref="ObjectDisposedException">The stream is closed.</exception>
    Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default);
}
