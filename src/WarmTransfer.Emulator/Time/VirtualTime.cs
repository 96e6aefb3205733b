namespace WarmTransfer.Emulator;

/// <summary>A clock that stands still until it is moved, so that minutes of a call take milliseconds and every run is the same.</summary>
/// <remarks>
/// <para>
/// <see cref="Run(Func{Task}, VirtualTimeRunOptions?)"/> runs asynchronous code on the calling thread alone: whenever nothing is left
/// to run, the clock jumps to the next timer. What happens, and in which order, then depends on the code only.
/// </para>
/// <para>
/// The application's own code may do real work: while a tool, the chat client or a handler waits for something that is not
/// on this clock (I/O, <c>Task.Run</c>, <c>Task.Delay</c> without this provider), time runs at real pace. It jumps again
/// when that call returns, comes back into the library, or waits for a timer of this clock; a time limit
/// (<c>WaitAsync</c>, <c>CancellationTokenSource</c>) is not such a wait. Other code says so itself: with
/// <see cref="AtRealPaceAsync(string, Func{Task})"/> that it does real work, with <see cref="WaitForAsync(Task)"/> that it does not.
/// </para>
/// <para><see cref="Advance"/> moves the clock by hand, for code that is not run by <c>Run</c>.</para>
/// </remarks>
public sealed partial class VirtualTime : TimeProvider, IWorkAwareClock
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Version), (long Due, long Sequence)> _timers = new();
    private readonly DateTimeOffset _start;
    private readonly ApplicationCalls _calls;
    private long _now;
    private long _sequence;
    private VirtualTimePump? _pump;

    /// <summary>Initializes a new instance of the <see cref="VirtualTime"/> class.</summary>
    /// <param name="start">What the clock shows first. Default: 2026-01-01 00:00 UTC.</param>
    public VirtualTime(DateTimeOffset? start = null)
    {
        _start = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToUniversalTime();
        _calls = new ApplicationCalls(() => _pump?.Wake());
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Gets how far the clock has moved since it was made.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _now));

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, firing what falls due on the way, in order, on this thread.</summary>
    /// <param name="by">How far: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">Called from inside <c>Run</c>, which moves the clock itself.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        if (_pump is not null)
            throw new InvalidOperationException("The clock is being run by VirtualTime.Run, which moves it by itself. Await Task.Delay(delay, time) instead of calling Advance.");

        var end = GetTimestamp() + by.Ticks;
        while (TryFireNext(end))
        {
        }

        MoveTo(end);
    }

    /// <summary>Runs <paramref name="body"/> to its end on this thread, jumping the clock to the next timer whenever nothing else is left to run.</summary>
    /// <param name="body">The code to run.</param>
    /// <param name="options">Pace and limit. Default: as fast as possible, at most one hour of virtual time.</param>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message lists every one.</exception>
    /// <exception cref="InvalidOperationException">
    /// The body waits for something that no timer will bring, a limit was reached, or the application was at work for too
    /// long; the message names what is waited for.
    /// </exception>
    public void Run(Func<Task> body, VirtualTimeRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (_pump is not null)
            throw new InvalidOperationException("VirtualTime.Run is already running on this clock.");

        options = options?.Copy() ?? new VirtualTimeRunOptions();
        if (options.FindErrors() is { Count: > 0 } errors)
            throw new ArgumentException("The clock cannot run like that. " + string.Join(' ', errors), nameof(options));

        var pump = new VirtualTimePump(this, options);
        _pump = pump;
        try
        {
            pump.Run(body);
        }
        finally
        {
            _pump = null;
            _calls.Clear();
        }
    }

    /// <inheritdoc cref="Run(Func{Task}, VirtualTimeRunOptions?)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the body returned.</returns>
    public T Run<T>(Func<Task<T>> body, VirtualTimeRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        T result = default!;
        Run(async () => { result = await body(); }, options);
        return result;
    }

    /// <summary>Does real work: until it is done, time runs at real pace instead of jumping.</summary>
    /// <param name="name">What it is, for the message when it takes too long: <c>the invoice service</c>.</param>
    /// <param name="work">The work.</param>
    public async Task AtRealPaceAsync(string name, Func<Task> work)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(work);
        using var atWork = _calls.Enter(name);
        await work();
    }

    /// <inheritdoc cref="AtRealPaceAsync(string, Func{Task})"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the work returned.</returns>
    public async Task<T> AtRealPaceAsync<T>(string name, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        T result = default!;
        await AtRealPaceAsync(name, async () => { result = await work(); });
        return result;
    }

    /// <summary>Waits for something that other code under this clock brings about, so that a tool of a test's which does so is not taken for one at work.</summary>
    /// <param name="task">What to wait for.</param>
    public async Task WaitForAsync(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var waiting = _calls.EnterLibrary();
        await task;
    }

    /// <inheritdoc cref="WaitForAsync(Task)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the task returned.</returns>
    public async Task<T> WaitForAsync<T>(Task<T> task)
    {
        await WaitForAsync((Task)task);
        return await task;
    }

    SynchronizationContext? IWorkAwareClock.Context => _pump;

    IDisposable IWorkAwareClock.EnterApplication(string callee) => _calls.Enter(callee);

    IDisposable? IWorkAwareClock.EnterLibrary() => _calls.EnterLibrary();

    internal ApplicationCalls Calls => _calls;

    /// <summary>Ends the run under way, if there is one, with an error that says what is wrong.</summary>
    internal void Fail(Exception error) => _pump?.Fail(error);

    internal long? NextDue
    {
        get
        {
            lock (_lock)
                return TryPeek(out var due) ? due : null;
        }
    }

    /// <summary>Fires the earliest timer that is due at <paramref name="end"/> or before, moving the clock to it.</summary>
    internal bool TryFireNext(long end)
    {
        VirtualTimer timer;
        lock (_lock)
        {
            if (!TryPeek(out var due) || due > end)
                return false;
            timer = _timers.Dequeue().Timer;
            _now = Math.Max(_now, due);
            timer.Rearm(due);
        }

        timer.Fire();
        return true;
    }

    internal void MoveTo(long now)
    {
        lock (_lock)
            _now = Math.Max(_now, now);
    }

    // Timers that were changed or disposed leave their old entry behind; it is dropped when it comes up.
    private bool TryPeek(out long due)
    {
        while (_timers.TryPeek(out var entry, out var key))
        {
            if (entry.Version == entry.Timer.Version)
            {
                due = key.Due;
                return true;
            }

            _timers.Dequeue();
        }

        due = 0;
        return false;
    }
}
