namespace WarmTransfer.Emulator;

/// <content>The timers of the clock.</content>
public sealed partial class VirtualTime
{
    private sealed class VirtualTimer : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private readonly VirtualTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;

        // The call of the application's that waits for this timer, if one does.
        private readonly ApplicationCall? _waiter;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _set;
        private bool _disposed;

        public VirtualTimer(VirtualTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _callback = callback;
            _state = state;
            _waiter = IsLimit(state) ? null : time._calls.Current;
        }

        public long Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._lock)
            {
                if (_disposed)
                    return false;
                _period = period;
                Schedule(dueTime == Timeout.InfiniteTimeSpan ? null : _time._now + dueTime.Ticks);
            }

            // A timer set from another thread must wake a run that is waiting for one.
            _time._pump?.Wake();
            return true;
        }

        public void Rearm(long due) =>
            Schedule(_period > TimeSpan.Zero ? due + _period.Ticks : null);

        public void Fire()
        {
            if (_context is null)
                _callback(_state);
            else
                ExecutionContext.Run(_context, s => _callback(s), _state);
        }

        public void Dispose()
        {
            lock (_time._lock)
            {
                _disposed = true;
                Schedule(null);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // A limit on something else is not what is waited for: a source that cancels after a time, or Task<T>.WaitAsync,
        // whose timer has the returned task as its state. Task.Delay's has a task without a result.
        private static bool IsLimit(object? state) =>
            state is CancellationTokenSource || (state is Task && state.GetType().BaseType is { IsGenericType: true });

        private void Schedule(long? due)
        {
            Version++;
            Count(isSet: due is not null);
            if (due is { } at)
                _time._timers.Enqueue((this, Version), (Math.Max(at, _time._now), _time._sequence++));
        }

        private void Count(bool isSet)
        {
            if (_waiter is null || isSet == _set)
                return;
            _set = isSet;
            _time._calls.Change(_waiter, isSet ? _waiter.BeginDelay : _waiter.EndDelay);
        }
    }
}
