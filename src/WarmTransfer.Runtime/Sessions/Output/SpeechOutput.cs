using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The session's mouth: one stretch of speech at a time.</summary>
internal sealed class SpeechOutput(IRoom room, SessionSwitches switches, ChatHistory history, ObserverList<CallSessionEvent> observers, ILogger logger)
{
    private readonly AsyncMutex _floor = new();
    private volatile Utterance? _current;

    public IRoom Room => room;

    public SessionSwitches Switches => switches;

    public ChatHistory History => history;

    /// <summary>Waits until nobody else speaks, and begins.</summary>
    public async Task<Utterance> BeginAsync(CancellationToken cancellationToken)
    {
        IDisposable floor = await _floor.EnterAsync(cancellationToken);
        var speech = new Utterance(this, floor, cancellationToken);
        _current = speech;
        return speech;
    }

    /// <summary>Says something word for word, when nothing else is being said. Returns also when it was cut short.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by <paramref name="cancellationToken"/>.</exception>
    public async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        await using Utterance speech = await BeginAsync(cancellationToken);
        try
        {
            await speech.WriteAsync(text);
        }
        catch (OperationCanceledException) when (speech.IsCut)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        speech.TryEnd([], []);
    }

    /// <summary>Cuts short what is being said; what was said until now is in the history when this returns.</summary>
    public void Cut() => _current?.Cut();

    /// <summary>Waits until the stretch of speech under way has been closed towards the room.</summary>
    public Task WhenSilentAsync() => _current?.WhenClosedAsync() ?? Task.CompletedTask;

    internal void Ended(string said, bool interrupted)
    {
        _current = null;
        if (said.Length > 0)
            observers.Raise(new CallSessionEvent.AgentSpoke(said, interrupted));
    }

    internal void NotClosed(Exception exception) => logger.TranscriptionNotClosed(room.Name, exception);
}
