namespace WarmTransfer;

/// <summary>The one audio format used throughout: 48 kHz, mono, 16-bit PCM, in frames of 10 ms.</summary>
public static class AudioFormat
{
    /// <summary>Samples per second.</summary>
    public const int SampleRate = 48_000;

    /// <summary>Channels.</summary>
    public const int Channels = 1;

    /// <summary>Samples in one frame.</summary>
    public const int SamplesPerFrame = SampleRate / 100;

    /// <summary>Gets the length of one frame, 10 ms.</summary>
    public static TimeSpan FrameDuration => TimeSpan.FromMilliseconds(10);
}
