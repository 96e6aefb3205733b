namespace WarmTransfer;

/// <summary>The switches of one session. All change at once, so that a snapshot never shows half of a change.</summary>
internal sealed class SessionSwitches
{
    private readonly Lock _lock = new();
    private SessionIO _current = SessionIO.AllOn;
    private SessionIO? _held;
    private bool _closed;

    public SessionIO Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    public void Change(Func<SessionIO, SessionIO> change)
    {
        lock (_lock)
        {
            if (!_closed)
                _current = change(_current);
        }
    }

    /// <summary>Switches everything off until <see cref="Resume"/>.</summary>
    /// <returns>False when it is on hold already.</returns>
    public bool TryHold()
    {
        lock (_lock)
        {
            if (_held is not null)
                return false;

            _held = _current;
            _current = SessionIO.AllOff;
            return true;
        }
    }

    /// <summary>Puts every switch back to where it was at <see cref="TryHold"/>.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            if (_held is not { } held)
                return;

            _held = null;
            if (!_closed)
                _current = held;
        }
    }

    /// <summary>Switches everything off for good.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _current = SessionIO.AllOff;
        }
    }
}
