using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The session's mouth: one stretch of speech at a time.</summary>
internal sealed class Voice(IRoom room, Switchboard switches, Conversation conversation, Observers<AgentSessionEvent> observers, ILogger logger)
{
    private readonly Gate _floor = new();
    private volatile Speech? _current;

    public IRoom Room => room;

    public Switchboard Switches => switches;

    public Conversation Conversation => conversation;

    /// <summary>Waits until nobody else speaks, and begins.</summary>
    public async Task<Speech> BeginAsync(CancellationToken cancellationToken)
    {
        IDisposable floor = await _floor.EnterAsync(cancellationToken);
        var speech = new Speech(this, floor, cancellationToken);
        _current = speech;
        return speech;
    }

    /// <summary>Cuts short what is being said; what was said until now is in the history when this returns.</summary>
    public void Cut() => _current?.Cut();

    /// <summary>Waits until the stretch of speech under way has been closed towards the room.</summary>
    public Task WhenSilentAsync() => _current?.WhenClosedAsync() ?? Task.CompletedTask;

    internal void Ended(string said, bool interrupted)
    {
        _current = null;
        if (said.Length > 0)
            observers.Raise(new AgentSessionEvent.AgentSpoke(said, interrupted));
    }

    internal void NotClosed(Exception exception) => logger.TranscriptionNotClosed(exception, room.Name);
}
