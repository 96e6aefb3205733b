namespace WarmTransfer;

/// <summary>The deadlines that are running. One that passed in the same moment as it was stopped is recognised by its stamp.</summary>
internal sealed class TransferLimits(TimeProvider time, Action<PassedLimit> passed)
{
    private readonly Dictionary<TransferLimit, (ITimer Timer, int Stamp)> _running = [];
    private int _stamp;

    /// <summary>Starts a limit, or starts it over.</summary>
    public void Start(TransferLimit limit, TimeSpan length)
    {
        Stop(limit);
        var stamp = ++_stamp;
        var timer = time.CreateTimer(_ => passed(new PassedLimit(limit, stamp)), null, length, Timeout.InfiniteTimeSpan);
        _running[limit] = (timer, stamp);
    }

    public void Stop(TransferLimit limit)
    {
        if (_running.Remove(limit, out var running))
            running.Timer.Dispose();
    }

    public void StopAll()
    {
        foreach (var limit in _running.Keys.ToArray())
            Stop(limit);
    }

    public bool IsCurrent(PassedLimit limit) =>
        _running.TryGetValue(limit.Limit, out var running) && running.Stamp == limit.Stamp;
}

/// <summary>A limit that has passed.</summary>
internal sealed record PassedLimit(TransferLimit Limit, int Stamp);
