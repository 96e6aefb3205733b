namespace WarmTransfer;

/// <summary>One party's microphone, published in the other's room. Allocates nothing while it relays.</summary>
/// <remarks>
/// The two sides' clocks differ, and networks hand over frames in bursts. What the sender is ahead waits in the track's
/// queue, 60 ms at most. When the queue never ran low for a second, the sender's clock is faster: one frame too many is
/// left out, a quiet one if there is any. When the sender's is slower, the queue runs empty and the track fills in.
/// </remarks>
internal sealed class AudioRelay : IAsyncDisposable
{
    private const int MaxQueuedFrames = 6;

    // What network jitter needs; more of it standing in the queue is delay and nothing else.
    private const int TargetQueuedFrames = 2;
    private const int FramesPerSecond = 100;

    // About -46 dBFS: below speech, above the hiss of a line.
    private const int Quiet = 164;

    private static readonly short[] ComfortNoise = MakeComfortNoise();

    private readonly IAudioPublication _publication;
    private readonly IDisposable _source;
    private readonly TimeProvider _time;
    private long _frames;
    private long _late;
    private long _dropped;
    private long _filled;
    private long _queuedTotal;
    private long _lastFrame;
    private int _isPaused;
    private int _leastQueued = int.MaxValue;
    private int _framesOfSecond;
    private bool _hasSurplus;

    /// <param name="publication">Where the sound goes; disposed with the relay.</param>
    /// <param name="listen">Begins to listen to where it comes from.</param>
    /// <param name="time">The clock.</param>
    public AudioRelay(IAudioPublication publication, Func<AudioFrameHandler, IDisposable> listen, TimeProvider time)
    {
        _publication = publication;
        _time = time;
        _lastFrame = time.GetTimestamp();
        _source = listen(Relay);
    }

    /// <summary>Gets the most sound that waits for its turn.</summary>
    public static TimeSpan MaxQueued => MaxQueuedFrames * AudioFormat.FrameDuration;

    public AudioRelayStatistics Statistics
    {
        get
        {
            var frames = Interlocked.Read(ref _frames);
            var waited = frames == 0 ? TimeSpan.Zero : AudioFormat.FrameDuration * ((double)Interlocked.Read(ref _queuedTotal) / frames);
            return new AudioRelayStatistics(frames, Interlocked.Read(ref _late), Interlocked.Read(ref _dropped), Interlocked.Read(ref _filled), waited);
        }
    }

    public static async Task<AudioRelay> OpenAsync(IRoom from, string identity, IRoom to, TimeProvider time, CancellationToken cancellationToken)
    {
        var publication = await to.PublishAudioAsync(AudioBridge.TrackName, TrackSource.Microphone, cancellationToken);
        try
        {
            return new AudioRelay(publication, handler => from.ObserveAudio(identity, handler), time);
        }
        catch
        {
            await publication.DisposeAsync();
            throw;
        }
    }

    public bool Publishes(IAudioPublication track) => ReferenceEquals(track, _publication);

    /// <summary>Keeps the line alive while nothing comes: a line gone dead is taken for the end of the call. To be called every <see cref="MaxQueued"/>.</summary>
    public void FillPause()
    {
        if (_time.GetElapsedTime(Interlocked.Read(ref _lastFrame)) <= MaxQueued)
            return;

        Interlocked.Exchange(ref _isPaused, 1);
        while (_publication.QueuedFrames < MaxQueuedFrames && _publication.TryWrite(ComfortNoise))
        {
            // A track that sends at once, without a queue, would take frames without end.
            if (Interlocked.Increment(ref _filled) % MaxQueuedFrames == 0)
                break;
        }
    }

    public ValueTask DisposeAsync()
    {
        _source.Dispose();
        return _publication.DisposeAsync();
    }

    private void Relay(ReadOnlySpan<short> samples)
    {
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(Interlocked.Exchange(ref _lastFrame, now), now) > MaxQueued)
            Interlocked.Increment(ref _late);
        // What stood in for the sound must not delay it.
        if (Interlocked.Exchange(ref _isPaused, 0) == 1)
            _publication.Clear();

        var queued = _publication.QueuedFrames;
        Measure(queued);
        if (queued >= MaxQueuedFrames || (_hasSurplus && IsQuiet(samples)) || !_publication.TryWrite(samples))
        {
            _hasSurplus = false;
            Interlocked.Increment(ref _dropped);
            return;
        }

        Interlocked.Increment(ref _frames);
        Interlocked.Add(ref _queuedTotal, queued);
    }

    // The least of a second is what jitter does not explain.
    private void Measure(int queued)
    {
        _leastQueued = Math.Min(_leastQueued, queued);
        if (++_framesOfSecond < FramesPerSecond)
            return;
        _hasSurplus = _leastQueued > TargetQueuedFrames;
        _leastQueued = int.MaxValue;
        _framesOfSecond = 0;
    }

    private static bool IsQuiet(ReadOnlySpan<short> samples) => !samples.ContainsAnyExceptInRange((short)-Quiet, (short)Quiet);

    // Barely there, about -75 dBFS: heard as a line that stands. The same every time, so that calls can be replayed.
    private static short[] MakeComfortNoise()
    {
        var noise = new short[AudioFormat.SamplesPerFrame];
        var state = 1u;
        for (var index = 0; index < noise.Length; index++)
        {
            state = (state * 1_664_525) + 1_013_904_223;
            noise[index] = (short)((state >> 28) - 8);
        }

        return noise;
    }
}
