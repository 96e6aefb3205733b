using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What one side of a session says: one stretch of speech at a time.</summary>
internal sealed class SpeechOutput(
    IRoom room, Func<IUtterance> openUtterance, ChatHistory history, ObserverList<CallSessionEvent> observers, ILogger logger)
{
    private readonly AsyncMutex _floor = new();
    private volatile Speech? _current;

    public ChatHistory History => history;

    /// <summary>Opens a stretch of speech, which nobody hears before it is committed.</summary>
    public Speech Open(CancellationToken cancellationToken) => new(this, openUtterance(), cancellationToken);

    /// <summary>Says something word for word, when nothing else is being said. Returns also when it was cut short.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by <paramref name="cancellationToken"/>.</exception>
    public async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        await using Speech speech = Open(cancellationToken);
        try
        {
            await speech.CommitAsync();
            await speech.WriteAsync(text);
        }
        catch (OperationCanceledException) when (speech.IsCut)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        speech.TryEnd();
    }

    /// <summary>Cuts short what is being said; what was heard until now is in the history when this returns.</summary>
    public void Cut() => _current?.Cut();

    /// <summary>Waits until the stretch of speech under way has been closed towards the room.</summary>
    public Task WhenSilentAsync() => _current?.WhenClosedAsync() ?? Task.CompletedTask;

    internal async Task<IDisposable> TakeFloorAsync(Speech speech)
    {
        IDisposable floor = await _floor.EnterAsync(speech.Token);
        _current = speech;
        return floor;
    }

    internal void Ended(string heard, bool interrupted)
    {
        _current = null;
        if (heard.Length > 0)
            observers.Raise(new CallSessionEvent.AgentSpoke(heard, interrupted));
    }

    internal void NotClosed(Exception exception) => logger.TranscriptionNotClosed(room.Name, exception);
}
