namespace WarmTransfer.Emulator;

/// <summary>A track and its queue: a frame on time is heard at once, one written ahead of the clock at its time.</summary>
/// <remarks>
/// A sender that keeps the pace costs no timer and no copy kept. One that writes ahead fills a queue of 200 ms, as real
/// senders have; what does not fit is dropped. Frames reach the listeners one at a time and in order.
/// </remarks>
internal sealed class AudioPublication : IAudioPublication
{
    private const int QueueLength = 20;

    // One more than the queue holds: the frame being delivered keeps its place until it is heard.
    private const int Slots = QueueLength + 1;

    private readonly RoomDirectory _rooms;
    private readonly LiveTrack _track;
    private readonly short[] _samples = new short[Slots * AudioFormat.SamplesPerFrame];
    private readonly long _frame;
    private ITimer? _timer;
    private long _nextDue;
    private int _head;
    private int _count;
    private bool _delivering;

    public AudioPublication(RoomDirectory rooms, LiveTrack track)
    {
        _rooms = rooms;
        _track = track;
        _frame = rooms.Time.TimestampFrequency / 100;
    }

    public string TrackSid => _rooms.Change(() => _track.Info.Sid);

    public string Name => _track.Info.Name;

    public TrackSource Source => (TrackSource)_track.Info.Source;

    /// <summary>Gets whether the track has been unpublished, by its owner or by the server.</summary>
    public bool IsGone => _rooms.Change(() => _track.IsGone);

    /// <summary>Gets whether anyone would hear a frame now.</summary>
    public bool HasListeners
    {
        get
        {
            lock (_rooms.Gate)
                return !_track.IsGone && _track.Listeners().Length > 0;
        }
    }

    public bool TryWrite(ReadOnlySpan<short> samples)
    {
        if (samples.Length != AudioFormat.SamplesPerFrame)
            throw new ArgumentException($"A frame has {AudioFormat.SamplesPerFrame} samples (10 ms at {AudioFormat.SampleRate} Hz, mono), not {samples.Length}.", nameof(samples));

        lock (_rooms.Gate)
        {
            if (!TryEnqueue(samples))
                return false;
        }

        Deliver();
        return true;
    }

    public int Clear()
    {
        lock (_rooms.Gate)
            return DropQueued();
    }

    public int QueuedFrames
    {
        get
        {
            lock (_rooms.Gate)
                return _count;
        }
    }

    public void Mute() => _rooms.ChangeMuted(_track, muted: true);

    public void Unmute() => _rooms.ChangeMuted(_track, muted: false);

    public ValueTask DisposeAsync()
    {
        _rooms.Unpublish(_track);
        lock (_rooms.Gate)
        {
            DropQueued();
            _timer?.Dispose();
            _timer = null;
        }

        return ValueTask.CompletedTask;
    }

    private bool TryEnqueue(ReadOnlySpan<short> samples)
    {
        if (_track.IsGone)
            return false;

        var now = _rooms.Time.GetTimestamp();
        if (_count == 0 && _nextDue < now)
            _nextDue = now;
        if (_count == QueueLength || _nextDue - now >= QueueLength * _frame)
            return false;

        samples.CopyTo(Slot((_head + _count) % Slots));
        _count++;
        _nextDue += _frame;
        return true;
    }

    private int DropQueued()
    {
        var dropped = _count;
        _nextDue -= dropped * _frame;
        _count = 0;
        return dropped;
    }

    private void Deliver()
    {
        lock (_rooms.Gate)
        {
            // A listener that writes to this very track adds to the queue; the outer call goes on with it.
            if (_delivering)
                return;
            _delivering = true;
        }

        while (TryTake(out var slot, out var listeners))
            Deliver(slot, listeners);
    }

    private bool TryTake(out int slot, out AudioSink[] listeners)
    {
        lock (_rooms.Gate)
        {
            slot = _head;
            listeners = [];
            if (_track.IsGone)
                DropQueued();
            if (_count == 0 || !IsDue())
            {
                _delivering = false;
                return false;
            }

            listeners = _track.Listeners();
            _head = (_head + 1) % Slots;
            _count--;
            return true;
        }
    }

    // Less than a frame early is on time: senders' timers are never exact.
    private bool IsDue()
    {
        var wait = _nextDue - (_count * _frame) - _rooms.Time.GetTimestamp();
        if (wait < _frame)
            return true;

        var due = TimeSpan.FromSeconds((double)wait / _rooms.Time.TimestampFrequency);
        if (_timer is null)
            _timer = _rooms.Time.CreateTimer(_ => Deliver(), null, due, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        return false;
    }

    private void Deliver(int slot, AudioSink[] listeners)
    {
        foreach (var listener in listeners)
        {
            if (!listener.IsStopped)
                _rooms.Deliver(listener, new HeardFrame(_track.Owner.Identity, _track.Info.Name, Slot(slot)));
        }
    }

    private Span<short> Slot(int index) => _samples.AsSpan(index * AudioFormat.SamplesPerFrame, AudioFormat.SamplesPerFrame);
}
