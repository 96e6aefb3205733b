namespace WarmTransfer;

/// <summary>The ids of the webhooks that are being handled or have been.</summary>
internal sealed class HandledWebhooks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Signal> _handled = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _expiries = new();

    /// <summary>Gets how many ids are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _handled.Count;
        }
    }

    /// <summary>Begins to handle a webhook, as soon as nothing else handles the same one.</summary>
    /// <returns>Whether to handle it: false when it has been handled.</returns>
    public async Task<bool> BeginAsync(string id, DateTimeOffset usableUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task other;
            lock (_lock)
            {
                Forget(now);
                if (_handled.TryGetValue(id, out var handling))
                {
                    if (handling.IsSet)
                        return false;
                    other = handling.Task;
                }
                else
                {
                    _handled.Add(id, new Signal());
                    _expiries.Enqueue(id, usableUntil);
                    return true;
                }
            }

            await other.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends what <see cref="BeginAsync"/> began.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="done">Whether it was handled; otherwise the next one to come with this id is handled.</param>
    public void End(string id, bool done)
    {
        Signal? handling;
        lock (_lock)
        {
            if (!_handled.TryGetValue(id, out handling))
                return;
            if (!done)
                _handled.Remove(id);
        }

        handling.TrySet();
    }

    // A webhook whose token has expired is refused for that, and one that is being handled is not forgotten.
    private void Forget(DateTimeOffset now)
    {
        while (_expiries.TryPeek(out var id, out var usableUntil) && usableUntil < now)
        {
            _expiries.Dequeue();
            if (_handled.TryGetValue(id, out var handling) && handling.IsSet)
                _handled.Remove(id);
        }
    }
}
