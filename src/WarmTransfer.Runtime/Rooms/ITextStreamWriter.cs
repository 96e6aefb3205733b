namespace WarmTransfer;

/// <summary>A text stream being sent. Disposing it closes the stream, and the receivers have the whole text.</summary>
public interface ITextStreamWriter : IAsyncDisposable
{
    /// <summary>Gets the stream's id.</summary>
    string StreamId { get; }

    /// <summary>Sends a piece of text.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="cancellationToken">Cancels the sending.</param>
    Task WriteAsync(string text, CancellationToken cancellationToken = default);
}
