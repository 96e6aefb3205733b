namespace WarmTransfer.Emulator;

/// <summary>What one person on a call heard, said and pressed. Lists are as they are at the moment of asking.</summary>
public sealed class CallRecording
{
    private readonly Lock _lock = new();
    private readonly List<HeardText> _heard = [];
    private readonly List<SaidText> _said = [];
    private readonly List<AudioTally> _audio = [];
    private readonly HandlerList<HeardText> _onHeard = new();
    private readonly HandlerList<SaidText> _onSaid = new();
    private string _pressed = "";

    internal CallRecording()
    {
    }

    /// <summary>Gets what was heard, in order.</summary>
    public IReadOnlyList<HeardText> Heard
    {
        get
        {
            lock (_lock)
                return [.. _heard];
        }
    }

    /// <summary>Gets what was said, in order.</summary>
    public IReadOnlyList<SaidText> Said
    {
        get
        {
            lock (_lock)
                return [.. _said];
        }
    }

    /// <summary>Gets the sound that was heard, per publisher, track and room, in the order of the first frame.</summary>
    public IReadOnlyList<HeardAudio> Audio
    {
        get
        {
            lock (_lock)
                return _audio.ConvertAll(a => a.ToHeardAudio());
        }
    }

    /// <summary>Gets the keys this person pressed.</summary>
    public string DigitsPressed
    {
        get
        {
            lock (_lock)
                return _pressed;
        }
    }

    /// <summary>Counts the audible frames heard from someone, over all tracks and rooms.</summary>
    /// <param name="identity">The publisher's identity.</param>
    public long AudibleFramesFrom(string identity)
    {
        lock (_lock)
            return _audio.Where(a => a.From == identity).Sum(a => a.AudibleFrames);
    }

    /// <summary>Whether someone was heard saying <paramref name="part"/>, in whatever case.</summary>
    /// <param name="part">What to look for.</param>
    public bool HasHeard(string part)
    {
        lock (_lock)
            return _heard.Exists(h => h.Contains(part));
    }

    /// <summary>Calls <paramref name="handler"/> with everything that is heard, after it is recorded.</summary>
    /// <param name="handler">Gets what was heard. It must not block.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnHeard(Action<HeardText> handler) => _onHeard.Add(handler);

    /// <summary>Calls <paramref name="handler"/> with everything this person says, after it is recorded.</summary>
    /// <param name="handler">Gets what was said. It must not block.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnSaid(Action<SaidText> handler) => _onSaid.Add(handler);

    internal void Add(HeardText text)
    {
        lock (_lock)
            _heard.Add(text);
        _onHeard.Tell(text);
    }

    internal void Add(SaidText text)
    {
        lock (_lock)
            _said.Add(text);
        _onSaid.Tell(text);
    }

    internal void AddPressed(char digit)
    {
        lock (_lock)
            _pressed += digit;
    }

    internal void Add(HeardFrame frame, string room, DateTimeOffset now)
    {
        lock (_lock)
            Tally(frame, room, now).Add(frame.Samples, now);
    }

    private AudioTally Tally(HeardFrame frame, string room, DateTimeOffset now)
    {
        // The speaker rarely changes: the newest entries are the likely ones.
        for (var i = _audio.Count - 1; i >= 0; i--)
        {
            if (_audio[i].From == frame.Identity && _audio[i].TrackName == frame.TrackName && _audio[i].Room == room)
                return _audio[i];
        }

        var tally = new AudioTally(frame.Identity, frame.TrackName, room, now);
        _audio.Add(tally);
        return tally;
    }

    private sealed class AudioTally(string from, string trackName, string room, DateTimeOffset firstAt)
    {
        // -50 dBFS.
        private const double AudibleRms = 100;

        private long _frames;
        private double _lastRms;
        private int _lastHertz;
        private DateTimeOffset _lastAt;

        public string From => from;

        public string TrackName => trackName;

        public string Room => room;

        public long AudibleFrames { get; private set; }

        public void Add(ReadOnlySpan<short> samples, DateTimeOffset now)
        {
            long energy = 0;
            var crossings = 0;

            // As if the frame came again and again, which the tones of emulated voices do.
            var previous = samples[^1];
            foreach (var sample in samples)
            {
                energy += sample * sample;
                if ((sample ^ previous) < 0)
                    crossings++;
                previous = sample;
            }

            _frames++;
            _lastAt = now;
            _lastRms = Math.Sqrt((double)energy / samples.Length);
            if (_lastRms < AudibleRms)
                return;
            AudibleFrames++;

            // Two crossings a period, a hundred frames a second.
            _lastHertz = crossings * 50;
        }

        public HeardAudio ToHeardAudio() => new(from, trackName, room, _frames, AudibleFrames, _lastRms, _lastHertz, firstAt, _lastAt);
    }
}
