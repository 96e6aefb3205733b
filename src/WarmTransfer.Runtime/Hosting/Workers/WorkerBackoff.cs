namespace WarmTransfer;

/// <summary>How long to wait before connecting again: longer each time, and random, so that workers that lost the same server do not all return at once.</summary>
internal sealed class WorkerBackoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>Starts over: the worker was connected.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Gets the next wait: a random time between half of a limit that doubles each time, up to 30 s, and all of it.</summary>
    public TimeSpan Next()
    {
        // More doublings than this exceed the limit anyway.
        const int Enough = 10;
        var whole = First * Math.Pow(2, Math.Min(_failures++, Enough));
        if (whole > Longest)
            whole = Longest;
        return whole * (0.5 + (random.NextDouble() / 2));
    }
}
