namespace WarmTransfer;

/// <summary>Gives every track that has something to send its turn every 20 ms, all on one thread.</summary>
/// <remarks>
/// A turn is as long as a packet of Opus is, so what is sent in one goes out as one, and threads wake half as often.
/// The library could keep the pace itself, with a thread and a timer for each track; those go on while the track is silent.
/// This thread is there only while something is sent.
/// </remarks>
/// <param name="failed">Told of what a track threw; it has no more turns.</param>
internal sealed class FramePump(Action<Exception> failed)
{
    /// <summary>The time from one turn to the next.</summary>
    public static readonly TimeSpan Turn = 2 * AudioFormat.FrameDuration;

    // The next words of a conversation come sooner than that.
    private static readonly TimeSpan KeptIdle = TimeSpan.FromSeconds(10);

    private static readonly TimeProvider s_time = TimeProvider.System;
    private static readonly long s_turn = (long)(Turn.TotalSeconds * s_time.TimestampFrequency);

    private readonly Lock _lock = new();
    private readonly AutoResetEvent _added = new(initialState: false);
    private readonly List<IPumped> _active = [];
    private IPumped[] _turn = [];
    private bool _isRunning;

    /// <summary>Gives it its turns until it says that it needs no more.</summary>
    public void Add(IPumped pumped)
    {
        lock (_lock)
        {
            _active.Add(pumped);
            if (!_isRunning)
            {
                _isRunning = true;
                new Thread(Run) { IsBackground = true, Name = "livekit-ffi pump", Priority = ThreadPriority.AboveNormal }.Start();
            }
        }

        _added.Set();
    }

    private void Run()
    {
        var next = s_time.GetTimestamp();
        while (true)
        {
            if (TakeTurn())
            {
                // Counted from the last turn, so that the pace holds. Turns missed in a stall are not made up for: each
                // track sends all that is due.
                var now = s_time.GetTimestamp();
                next = Math.Max(next + s_turn, now);
#pragma warning disable RS0030 // A thread that has only this to do; a timer would wake two.
                Thread.Sleep((int)Math.Ceiling((next - now) * 1000.0 / s_time.TimestampFrequency));
#pragma warning restore RS0030
            }
            else if (WaitForMore())
            {
                next = s_time.GetTimestamp();
            }
            else
            {
                return;
            }
        }
    }

    private bool TakeTurn()
    {
        int count;
        lock (_lock)
        {
            count = _active.Count;
            if (_turn.Length < count)
                _turn = new IPumped[count * 2];
            _active.CopyTo(_turn);
        }

        foreach (var pumped in _turn.AsSpan(0, count))
        {
            if (TakesMore(pumped))
                continue;
            lock (_lock)
                _active.Remove(pumped);
        }

        _turn.AsSpan(0, count).Clear();
        return count > 0;
    }

    // One track's trouble must not silence the others.
    private bool TakesMore(IPumped pumped)
    {
        try
        {
            return pumped.TakeTurn();
        }
        catch (Exception exception)
        {
            failed(exception);
            return false;
        }
    }

    private bool WaitForMore()
    {
        if (_added.WaitOne(KeptIdle))
            return true;
        lock (_lock)
        {
            _isRunning = _active.Count > 0;
            return _isRunning;
        }
    }
}

/// <summary>Something that sends frames at their pace.</summary>
internal interface IPumped
{
    /// <summary>Sends what is due before the next turn. Must not block.</summary>
    /// <returns><see langword="false"/> when it needs no turns until it is added again.</returns>
    bool TakeTurn();
}
