using System.Globalization;

namespace WarmTransfer.Emulator;

/// <summary>The single thread of one run: a queue of continuations, and the clock's next timer when the queue is empty.</summary>
internal sealed class VirtualTimePump(VirtualTime time, VirtualTimeRunOptions options) : SynchronizationContext
{
    // Real I/O (a file being read) may still be under way when nothing is queued and no timer is set.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly long _virtualStart = time.GetTimestamp();
    private (long Virtual, long Real) _paceStart = (time.GetTimestamp(), TimeProvider.System.GetTimestamp());
    private Exception? _failure;
    private bool _woken;

    public void Run(Func<Task> body)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = body();
            while (!task.IsCompleted)
                Step(task);
            while (TryRunQueued())
            {
            }

            // The body's own exception, not one wrapped in an AggregateException.
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            _queue.Enqueue((d, state));
            Monitor.Pulse(_lock);
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this)
            throw new NotSupportedException("A virtual clock's thread takes no synchronous calls from other threads. Use Post.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    // An async void handler, which nobody can await.
    public override void OperationStarted()
    {
        if (time.Calls.Current is { } call)
            time.Calls.Change(call, call.BeginHandler);
    }

    public override void OperationCompleted()
    {
        if (time.Calls.Current is { } call)
            time.Calls.Change(call, call.EndHandler);
    }

    public void Wake()
    {
        lock (_lock)
        {
            _woken = true;
            Monitor.Pulse(_lock);
        }
    }

    public void Fail(Exception failure)
    {
        lock (_lock)
            _failure ??= failure;
        Wake();
    }

    private void Step(Task body)
    {
        if (_failure is { } failure)
            throw failure;
        if (TryRunQueued())
            return;

        var due = time.NextDue;
        if (time.Calls.AtWork is { Count: > 0 } atWork)
        {
            KeepRealPace(due, atWork);
            return;
        }

        if (due is null)
        {
            if (!WaitForPost(options.Speed is null ? Patience : Timeout.InfiniteTimeSpan))
                throw new InvalidOperationException("The code under the virtual clock waits for something that never comes: nothing is left to run and no timer is set. Look for a task that nobody completes.");
            return;
        }

        ThrowIfBeyondLimit(due.Value);
        if (options.Speed is { } speed && !WaitUntilDue(due.Value, speed))
            return;
        if (!body.IsCompleted)
            time.TryFireNext(due.Value);
    }

    private bool TryRunQueued()
    {
        (SendOrPostCallback Callback, object? State) item;
        lock (_lock)
        {
            if (!_queue.TryDequeue(out item))
                return false;
        }

        item.Callback(item.State);
        return true;
    }

    private bool WaitForPost(TimeSpan patience)
    {
        lock (_lock)
        {
            if (_queue.Count == 0 && !_woken)
                Monitor.Wait(_lock, patience);
            var something = _queue.Count > 0 || _woken;
            _woken = false;
            return something;
        }
    }

    // At a pace, the clock follows real time; what is posted meanwhile (a line typed at a console) comes first.
    private bool WaitUntilDue(long due, double speed)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_paceStart.Real).Ticks * speed;
        var wait = TimeSpan.FromTicks((long)((due - _paceStart.Virtual - elapsed) / speed));
        if (wait <= TimeSpan.Zero)
            return true;

        var interrupted = WaitForPost(wait);
        time.MoveTo(Math.Min(due, _paceStart.Virtual + (long)(TimeProvider.System.GetElapsedTime(_paceStart.Real).Ticks * speed)));
        return !interrupted;
    }

    // The application does something that this thread cannot see: the clock must not run ahead of it. It stands while
    // this thread is busy, so that a slow machine does not let limits pass.
    private void KeepRealPace(long? due, IReadOnlyList<ApplicationCall> atWork)
    {
        var start = TimeProvider.System.GetTimestamp();
        var now = time.GetTimestamp();
        var wait = options.RealTimeLimit - TimeProvider.System.GetElapsedTime(atWork.Min(call => call.AtWorkSince), start);
        if (wait <= TimeSpan.Zero)
            throw AtWorkForTooLong(atWork);

        if (due is { } next)
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks, next - now));
        var posted = WaitForPost(RoundedUp(wait));
        var real = TimeProvider.System.GetTimestamp();
        var reached = now + TimeProvider.System.GetElapsedTime(start, real).Ticks;
        time.MoveTo(Math.Min(due ?? reached, reached));
        _paceStart = (time.GetTimestamp(), real);
        if (posted || due is null || reached < due)
            return;

        ThrowIfBeyondLimit(due.Value);
        time.TryFireNext(due.Value);
    }

    // The system waits whole milliseconds; a part of one would be none.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private void ThrowIfBeyondLimit(long due)
    {
        if (due - _virtualStart > options.Limit.Ticks)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The code under the virtual clock did not end within {options.Limit} of virtual time. Raise VirtualTimeRunOptions.Limit if it is meant to take longer; otherwise look for what it waits for."));
    }

    private InvalidOperationException AtWorkForTooLong(IReadOnlyList<ApplicationCall> atWork) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The virtual clock has waited {options.RealTimeLimit} of real time for {string.Join(", ", atWork.Select(call => call.Callee))}. Raise VirtualTimeRunOptions.RealTimeLimit if it is meant to take longer. If it waits for what other code under the clock brings about, wait with VirtualTime.WaitForAsync; if it waits for time to pass, with Task.Delay(delay, time)."));
}
