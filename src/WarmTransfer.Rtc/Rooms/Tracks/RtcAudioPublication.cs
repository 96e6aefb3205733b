namespace WarmTransfer;

/// <summary>One use of a track of ours. What its user does after giving it back has no effect: the track may be another's by then.</summary>
internal sealed class RtcAudioPublication(RtcOwnTracks tracks, RtcAudioTrack track) : IAudioPublication
{
    private int _isGone;

    /// <summary>Gets the track; it may outlive this use of it.</summary>
    public RtcAudioTrack Track => track;

    public string TrackSid => track.Info.Sid;

    public string Name => track.Info.Name;

    public TrackSource Source => track.Info.Source;

    /// <summary>Gets whether it was given back.</summary>
    public bool IsGone => Volatile.Read(ref _isGone) != 0;

    public int QueuedFrames => IsGone ? 0 : track.QueuedFrames;

    public bool TryWrite(ReadOnlySpan<short> samples) => !IsGone && track.TryWrite(samples);

    public int Clear() => IsGone ? 0 : track.Clear();

    public void Mute()
    {
        if (!IsGone)
            track.SetMuted(muted: true);
    }

    public void Unmute()
    {
        if (!IsGone)
            track.SetMuted(muted: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isGone, 1) == 0)
            await tracks.ReleaseAsync(this);
    }
}
