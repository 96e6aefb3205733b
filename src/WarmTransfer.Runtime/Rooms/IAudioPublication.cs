namespace WarmTransfer;

/// <summary>An audio track being published. Disposing it unpublishes it; a second time does nothing.</summary>
public interface IAudioPublication : IAsyncDisposable
{
    /// <summary>Gets the track's id, <c>TR_…</c>.</summary>
    string TrackSid { get; }

    /// <summary>Gets the track's name.</summary>
    string Name { get; }

    /// <summary>Gets where its sound comes from.</summary>
    TrackSource Source { get; }

    /// <summary>Sends one frame: 480 samples of <see cref="AudioFormat"/>, copied. The caller keeps the pace, one frame every 10 ms.</summary>
    /// <param name="samples">The samples.</param>
    /// <returns><see langword="false"/> when the frame was dropped: the queue, at most 200 ms, is full, or the track is gone.</returns>
    /// <exception cref="ArgumentException">Not exactly one frame.</exception>
    bool TryWrite(ReadOnlySpan<short> samples);

    /// <summary>Drops what is queued and not yet sent.</summary>
    /// <returns>How many frames were dropped: the last ones written, which nobody hears.</returns>
    int Clear();

    /// <summary>Gets how many frames have been taken and not yet sent.</summary>
    int QueuedFrames { get; }

    /// <summary>Sends nothing to anybody until <see cref="Unmute"/>; frames are taken and thrown away. A second time does nothing.</summary>
    void Mute();

    /// <summary>Sends again. A second time does nothing.</summary>
    void Unmute();
}
