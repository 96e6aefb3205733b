namespace WarmTransfer.Emulator;

/// <summary>The handlers of one kind of news, called at once and on the teller's thread; what one throws is the teller's to see.</summary>
/// <remarks>The runtime's <c>ObserverList</c> queues, and hides what an observer throws: a test has to learn of it.</remarks>
internal sealed class HandlerList<T>
{
    private readonly Lock _lock = new();
    private Action<T>[] _handlers = [];

    public IDisposable Add(Action<T> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);

        // Its own delegate each time, so that one handler added twice is removed once.
        Action<T> entry = value => handler(value);
        lock (_lock)
            _handlers = [.. _handlers, entry];
        return new Subscription(() => Remove(entry));
    }

    public void Tell(T value)
    {
        foreach (var handler in _handlers)
            handler(value);
    }

    /// <summary>Tells each through <paramref name="outbox"/>, so that one's exception does not reach the others.</summary>
    public void Tell(T value, Outbox outbox)
    {
        foreach (var handler in _handlers)
            outbox.Invoke(() => handler(value));
    }

    private void Remove(Action<T> entry)
    {
        lock (_lock)
            _handlers = [.. _handlers.Where(o => o != entry)];
    }
}
