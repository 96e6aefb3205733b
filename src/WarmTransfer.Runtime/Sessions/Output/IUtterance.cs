namespace WarmTransfer;

/// <summary>How one stretch of speech reaches the party, part by part. It is provisional until <see cref="Commit"/>; disposing it closes it towards the room.</summary>
/// <remarks>Open, committed, paused and resumed any number of times, sealed. One writer; the other members may be called from any thread.</remarks>
internal interface IUtterance : IAsyncDisposable
{
    /// <summary>Lets parts go out. Before it nothing of the utterance has reached the party, so it can be thrown away without a trace.</summary>
    void Commit();

    /// <summary>Gives a part. Returns when it may be followed by the next: not before the commit, nor while paused.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or sealed meanwhile.</exception>
    Task WriteAsync(string part, CancellationToken cancellationToken);

    /// <summary>Keeps back what has not gone out, until <see cref="Resume"/>. A second time does nothing.</summary>
    void Pause();

    /// <summary>Goes on where it paused. A second time does nothing.</summary>
    void Resume();

    /// <summary>Gets what the party has heard until now.</summary>
    string Heard { get; }

    /// <summary>Ends it: nothing goes out any more. A second time does nothing.</summary>
    /// <returns>What the party has heard.</returns>
    string Seal();
}
