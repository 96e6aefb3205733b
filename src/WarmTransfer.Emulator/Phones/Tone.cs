using System.Collections.Concurrent;

namespace WarmTransfer.Emulator;

/// <summary>One frame of a sine wave that repeats without a click: its pitch is a multiple of 100 Hz, whole waves to 10 ms.</summary>
internal static class Tone
{
    /// <summary>The lowest pitch; every other is a multiple of it.</summary>
    public const int LeastHertz = 100;

    /// <summary>The highest pitch.</summary>
    public const int MostHertz = 4000;

    private const double Amplitude = 8000;

    // Every phone has one, and there are few pitches.
    private static readonly ConcurrentDictionary<int, short[]> Frames = new();

    public static int CheckHertz(int hertz)
    {
        if (hertz is < LeastHertz or > MostHertz || hertz % LeastHertz != 0)
            throw new ArgumentOutOfRangeException(nameof(hertz), hertz, "A voice's pitch is a multiple of 100 Hz from 100 to 4000.");
        return hertz;
    }

    /// <summary>The frame of a pitch. Not to be changed: it is everybody's.</summary>
    public static short[] Frame(int hertz) => Frames.GetOrAdd(hertz, Compute);

    private static short[] Compute(int hertz)
    {
        var frame = new short[AudioFormat.SamplesPerFrame];
        for (var i = 0; i < frame.Length; i++)
            frame[i] = (short)(Amplitude * Math.Sin(2 * Math.PI * hertz * (i + 0.5) / AudioFormat.SampleRate));
        return frame;
    }
}
