namespace WarmTransfer.Emulator;

/// <summary>Those who want to be told of something.</summary>
internal sealed class Observers<T>
{
    private readonly Lock _gate = new();
    private Action<T>[] _observers = [];

    public IDisposable Add(Action<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);

        // Its own delegate each time, so that one observer added twice is removed once.
        Action<T> entry = value => observer(value);
        lock (_gate)
            _observers = [.. _observers, entry];
        return new Subscription(() => Remove(entry));
    }

    public void Tell(T value)
    {
        foreach (var observer in _observers)
            observer(value);
    }

    /// <summary>Tells each through <paramref name="outbox"/>, so that one's exception does not reach the others.</summary>
    public void Tell(T value, Outbox outbox)
    {
        foreach (var observer in _observers)
            outbox.Invoke(() => observer(value));
    }

    private void Remove(Action<T> entry)
    {
        lock (_gate)
            _observers = [.. _observers.Where(o => o != entry)];
    }
}
