namespace WarmTransfer;

/// <summary>Those who want to hear of events: each gets all of them, in order, one at a time, also when several threads raise them.</summary>
/// <param name="failed">Told of an observer's exception, which stops neither the raiser nor other observers.</param>
internal sealed class ObserverList<T>(Action<Exception> failed)
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _events = [];
    private Subscription[] _subscriptions = [];
    private bool _raising;
    private bool _closed;

    public IDisposable Add(Action<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observer);
        lock (_lock)
        {
            if (!_closed)
                _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    /// <summary>Never call it with a lock held: observers run here.</summary>
    public void Raise(T @event)
    {
        lock (_lock)
        {
            if (_closed)
                return;

            _events.Enqueue(@event);
            if (_raising)
                return;

            _raising = true;
        }

        while (TryTake(out T? next, out Subscription[] subscriptions))
            Tell(subscriptions, next);
    }

    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _subscriptions = [];
            _events.Clear();
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T next, out Subscription[] subscriptions)
    {
        lock (_lock)
        {
            subscriptions = _subscriptions;
            if (_events.TryDequeue(out next))
                return true;

            _raising = false;
            return false;
        }
    }

    private void Tell(Subscription[] subscriptions, T @event)
    {
        foreach (var subscription in subscriptions)
        {
            try
            {
                subscription.Tell(@event);
            }
            catch (Exception exception)
            {
                failed(exception);
            }
        }
    }

    private sealed class Subscription(ObserverList<T> observers, Action<T> observer) : IDisposable
    {
        private volatile bool _disposed;

        public void Tell(T @event)
        {
            if (!_disposed)
                observer(@event);
        }

        public void Dispose()
        {
            _disposed = true;
            lock (observers._lock)
                observers._subscriptions = [.. observers._subscriptions.Where(other => !ReferenceEquals(other, this))];
        }
    }
}
