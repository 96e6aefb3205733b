namespace WarmTransfer;

/// <summary>A clip, frame by frame, once.</summary>
internal sealed class ClipReader
{
    /// <summary>Read after the clip, so that the filter of <see cref="LoopingResampler"/> reaches from its end into silence and not into its beginning.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(20);

    private readonly LoopingResampler _samples;
    private long _left;

    public ClipReader(AudioClip clip)
    {
        _samples = new LoopingResampler(WithTail(clip));
        _left = (long)Math.Ceiling(clip.Samples.Length / (double)clip.SampleRate / AudioFormat.FrameDuration.TotalSeconds);
    }

    /// <returns>False when the clip has ended.</returns>
    public bool TryRead(Span<short> frame)
    {
        if (_left == 0)
            return false;

        _left--;
        _samples.Read(frame);
        return true;
    }

    private static AudioClip WithTail(AudioClip clip) =>
        new(clip.SampleRate, [.. clip.Samples, .. new float[(int)(clip.SampleRate * Tail.TotalSeconds)]]);
}
