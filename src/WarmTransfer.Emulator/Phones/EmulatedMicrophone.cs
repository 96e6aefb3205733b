namespace WarmTransfer.Emulator;

/// <summary>The microphone track of an emulated person: a tone while it speaks, silence while somebody listens, and nothing otherwise.</summary>
internal sealed class EmulatedMicrophone
{
    private static readonly short[] Silence = new short[AudioFormat.SamplesPerFrame];

    private readonly RoomDirectory _rooms;
    private readonly AudioPublication _publication;
    private short[] _sound = Silence;
    private long _soundFrames;
    private ITimer? _timer;
    private bool _open;

    public EmulatedMicrophone(RoomDirectory rooms, LiveTrack track)
    {
        _rooms = rooms;
        _publication = new AudioPublication(rooms, track);
        rooms.Change(() => track.Owner.ListenersChanged = Wake);
    }

    /// <summary>Lets sound through: a phone's track may be there before the phone is answered.</summary>
    public void Open()
    {
        lock (_rooms.Gate)
            _open = true;
        Wake();
    }

    /// <summary>Plays a frame over and over for a while, in place of what was being played.</summary>
    public void Play(short[] frame, TimeSpan duration)
    {
        lock (_rooms.Gate)
        {
            _sound = frame;
            _soundFrames = duration.Ticks / AudioFormat.FrameDuration.Ticks;
        }

        Wake();
    }

    public void Close()
    {
        lock (_rooms.Gate)
        {
            _open = false;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Wake()
    {
        lock (_rooms.Gate)
        {
            if (_timer is not null || !_open || !IsNeeded())
                return;
            _timer = _rooms.Time.CreateTimer(_ => Tick(), null, TimeSpan.Zero, AudioFormat.FrameDuration);
        }
    }

    private void Tick()
    {
        short[] frame;
        lock (_rooms.Gate)
        {
            if (_timer is null)
                return;
            if (!IsNeeded())
            {
                _timer.Dispose();
                _timer = null;
                return;
            }

            frame = _soundFrames > 0 ? _sound : Silence;
            if (_soundFrames > 0)
                _soundFrames--;
        }

        _publication.TryWrite(frame);
    }

    private bool IsNeeded() => _soundFrames > 0 || _publication.HasListeners;
}
