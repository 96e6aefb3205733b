namespace WarmTransfer.Emulator;

/// <summary>The calls from the library into the application that are under way on one clock.</summary>
/// <param name="changed">Told when a call may have begun, or ceased, to be at work.</param>
internal sealed class ApplicationCalls(Action changed)
{
    private readonly AsyncLocal<ApplicationCall?> _current = new();
    private readonly Lock _lock = new();
    private readonly List<ApplicationCall> _open = [];

    /// <summary>Gets the call that led to the code that runs now; <see langword="null"/> where the library, or the test, runs by itself.</summary>
    public ApplicationCall? Current => _current.Value;

    /// <summary>Gets the calls that do real work now, the oldest first.</summary>
    public IReadOnlyList<ApplicationCall> AtWork
    {
        get
        {
            lock (_lock)
                return _open.Exists(call => call.IsAtWork) ? _open.FindAll(call => call.IsAtWork) : [];
        }
    }

    public IDisposable Enter(string callee)
    {
        var call = new ApplicationCall(callee);
        lock (_lock)
            _open.Add(call);
        return new Scope(this, call, () => Change(call, call.Return));
    }

    public IDisposable? EnterLibrary()
    {
        if (Current is not { } call)
            return null;
        Change(call, call.Suspend);
        return new Scope(this, null, () => Change(call, call.Resume));
    }

    /// <summary>Makes a change to a call.</summary>
    public void Change(ApplicationCall call, Action change)
    {
        lock (_lock)
        {
            change();
            if (call.IsOver)
                _open.Remove(call);
        }

        changed();
    }

    /// <summary>Forgets what a run that has ended left behind.</summary>
    public void Clear()
    {
        lock (_lock)
            _open.Clear();
    }

    /// <summary>What the flow of this code belongs to, until it is disposed.</summary>
    private sealed class Scope : IDisposable
    {
        private readonly ApplicationCalls _calls;
        private readonly ApplicationCall? _inner;
        private readonly ApplicationCall? _outer;
        private Action? _leave;

        public Scope(ApplicationCalls calls, ApplicationCall? inner, Action leave)
        {
            _calls = calls;
            _inner = inner;
            _outer = calls.Current;
            _leave = leave;
            calls._current.Value = inner;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _leave, null) is not { } leave)
                return;

            // A call that is given up is ended from another flow, which belongs to something else.
            if (_calls.Current == _inner)
                _calls._current.Value = _outer;
            leave();
        }
    }
}
