namespace WarmTransfer.Runtime.Tests;

/// <summary>Makes and measures tones.</summary>
internal static class Tone
{
    /// <summary>Gives a sine of <paramref name="seconds"/> at <paramref name="rate"/> samples per second.</summary>
    public static float[] Sine(double frequency, int rate, double seconds, float amplitude = 0.5f)
    {
        var samples = new float[(int)(rate * seconds)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i / rate));

        return samples;
    }

    /// <summary>Gives the amplitude of one frequency, by Goertzel's algorithm.</summary>
    public static double Amplitude(ReadOnlySpan<short> samples, double frequency, int rate = AudioFormat.SampleRate)
    {
        var coefficient = 2 * Math.Cos(2 * Math.PI * frequency / rate);
        (double last, double beforeLast) = (0, 0);
        foreach (var sample in samples)
            (last, beforeLast) = ((sample / 32_768.0) + (coefficient * last) - beforeLast, last);

        var power = (last * last) + (beforeLast * beforeLast) - (coefficient * last * beforeLast);
        return 2 * Math.Sqrt(Math.Max(0, power)) / samples.Length;
    }

    public static double Rms(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
            sum += Math.Pow(sample / 32_768.0, 2);

        return Math.Sqrt(sum / samples.Length);
    }

    /// <summary>Gives the biggest change of the slope: a click stands out in it even in loud music.</summary>
    public static int BiggestBend(ReadOnlySpan<short> samples)
    {
        var biggest = 0;
        for (var i = 2; i < samples.Length; i++)
            biggest = Math.Max(biggest, Math.Abs(samples[i] - (2 * samples[i - 1]) + samples[i - 2]));

        return biggest;
    }
}
