using System.Diagnostics;

namespace WarmTransfer;

/// <summary>A recording in memory: mono, of any length and rate.</summary>
[DebuggerDisplay("{Duration} at {SampleRate} Hz")]
public sealed class AudioClip
{
    internal AudioClip(int sampleRate, float[] samples)
    {
        SampleRate = sampleRate;
        Samples = samples;
    }

    /// <summary>Gets the samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Gets how long it plays.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);

    /// <summary>Gets the samples, nominally from -1 to 1.</summary>
    internal float[] Samples { get; }

    /// <summary>Reads a WAV file: PCM of 8, 16, 24 or 32 bits or 32-bit float, mono or stereo, 8 to 96 kHz, at most 512 MiB.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidDataException">It is no WAV file of such a format; the message says what was found and what is expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static AudioClip FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return WavReader.Read(path);
    }

    /// <summary>Reads a WAV file from where the stream stands to its end, without await.</summary>
    /// <param name="stream">The file. It is not disposed.</param>
    /// <exception cref="InvalidDataException">It is no WAV file of a format that <see cref="FromFile"/> reads; the message says what was found and what is expected.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static AudioClip FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return WavReader.Read(stream);
    }
}
