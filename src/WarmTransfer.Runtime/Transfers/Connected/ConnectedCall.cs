namespace WarmTransfer;

/// <summary>A call after its transfer: the caller and the human are together, and the AI only watches for the end.</summary>
/// <remarks>
/// When either of the two leaves, by identity, the rooms are deleted, once. Disposing it ends the call. Keep the caller
/// leg's room open until <see cref="Completion"/>: without it nobody sees the end, and a bridged call has no sound.
/// A test can derive from it to make a call of its own.
/// </remarks>
public abstract class ConnectedCall : IAsyncDisposable
{
    /// <summary>Gets a task that completes when the call has ended and its rooms are gone. It never fails, and may be waited for in every way.</summary>
    public abstract Task<CallEnd> Completion { get; }

    /// <summary>Gets what has been relayed from the caller to the human; <see langword="null"/> where the human was moved and nothing is relayed.</summary>
    public virtual AudioRelayStatistics? RelayToHuman => null;

    /// <summary>Gets what has been relayed from the human to the caller; <see langword="null"/> where the human was moved and nothing is relayed.</summary>
    public virtual AudioRelayStatistics? RelayToCaller => null;

    /// <summary>Ends the call for both.</summary>
    /// <param name="cancellationToken">Stops waiting; the call ends all the same.</param>
    /// <returns>How the call ended, once the rooms are gone; for a call that had ended before, how it did.</returns>
    public abstract Task<CallEnd> EndAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends the call for both.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }
}
