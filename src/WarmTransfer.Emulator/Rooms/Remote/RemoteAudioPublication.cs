namespace WarmTransfer.Emulator;

/// <summary>A track published from another process. It keeps account of the emulator's queue by the clock, as the emulator itself empties it.</summary>
internal sealed class RemoteAudioPublication(RemoteRoom room, int id, string sid, string name, TrackSource source) : IAudioPublication
{
    // Less than the 200 ms the emulator's queue holds: frames take their time on the way, and one that finds it full is lost.
    private const int QueueLength = 15;

    private static readonly TimeSpan FrameLength = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private long _emptyAt;
    private int _isDisposed;

    public string TrackSid => sid;

    public string Name => name;

    public TrackSource Source => source;

    public int QueuedFrames
    {
        get
        {
            lock (_lock)
                return Queued();
        }
    }

    public bool TryWrite(ReadOnlySpan<short> samples)
    {
        if (samples.Length != AudioFormat.SamplesPerFrame)
            throw new ArgumentException($"A frame has {AudioFormat.SamplesPerFrame} samples (10 ms at {AudioFormat.SampleRate} Hz, mono), not {samples.Length}.", nameof(samples));
        lock (_lock)
        {
            if (_isDisposed != 0 || !room.IsConnected || Queued() >= QueueLength)
                return false;
            _emptyAt = Math.Max(_emptyAt, TimeProvider.System.GetTimestamp()) + (TimeProvider.System.TimestampFrequency / 100);
        }

        room.SendAudio(id, samples);
        return true;
    }

    public int Clear()
    {
        int dropped;
        lock (_lock)
        {
            // The first of them is being heard.
            dropped = Math.Max(0, Queued() - 1);
            _emptyAt -= dropped * (TimeProvider.System.TimestampFrequency / 100);
        }

        room.Send(new RemoteMessage { Kind = RemoteMessage.Clear, Id = id });
        return dropped;
    }

    public void Mute() => SetMuted(muted: true);

    public void Unmute() => SetMuted(muted: false);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        room.Forget(this);
        if (!room.IsConnected)
            return;
        try
        {
            await room.AskAsync(new RemoteMessage { Kind = RemoteMessage.Unpublish, Id = id }, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // The room is gone, and the track with it.
        }
    }

    private void SetMuted(bool muted) => room.Send(new RemoteMessage { Kind = RemoteMessage.Mute, Id = id, Flag = muted });

    private int Queued()
    {
        var now = TimeProvider.System.GetTimestamp();
        return _emptyAt <= now ? 0 : (int)Math.Ceiling(TimeProvider.System.GetElapsedTime(now, _emptyAt) / FrameLength);
    }
}
