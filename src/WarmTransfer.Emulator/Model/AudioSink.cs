namespace WarmTransfer.Emulator;

/// <summary>Where the frames of tracks go on a listener's side.</summary>
internal abstract class AudioSink
{
    /// <summary>Gets or sets whether the listener has stopped listening; a frame under way may still find it in a list.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Whether the listener hears this track. Asked under the model's lock.</summary>
    public abstract bool Wants(LiveTrack track);

    /// <summary>Takes one frame; the samples are valid only during the call. Called without the lock.</summary>
    public abstract void Deliver(HeardFrame frame);
}

/// <summary>One frame and where it comes from.</summary>
internal readonly ref struct HeardFrame(string identity, string trackName, ReadOnlySpan<short> samples)
{
    public string Identity { get; } = identity;

    public string TrackName { get; } = trackName;

    public ReadOnlySpan<short> Samples { get; } = samples;
}
