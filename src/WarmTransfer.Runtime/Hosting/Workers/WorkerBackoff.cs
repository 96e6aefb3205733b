namespace WarmTransfer;

/// <summary>How long to wait before connecting again: longer each time, and never as long as the others that lost the same server.</summary>
internal sealed class WorkerBackoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>Begins anew: the connection stood.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Gets the next wait: between half of what has doubled each time and all of it.</summary>
    public TimeSpan Next()
    {
        // More doublings than this pass the limit anyway.
        const int Enough = 10;
        var whole = First * Math.Pow(2, Math.Min(_failures++, Enough));
        if (whole > Longest)
            whole = Longest;
        return whole * (0.5 + (random.NextDouble() / 2));
    }
}
