namespace WarmTransfer.Rtc.Tests;

/// <summary>Makes a tone, and measures how much of what is heard it is.</summary>
internal sealed class ToneMeter
{
    public const int Hertz = 440;
    private const int Amplitude = 8000;
    private const int Audible = 200;

    private readonly Lock _lock = new();
    private readonly List<short> _heard = [];
    private int _frames;

    /// <summary>Gets how many frames came, silent ones too.</summary>
    public int Frames
    {
        get
        {
            lock (_lock)
                return _frames;
        }
    }

    /// <summary>Gets how many seconds have been heard, from the first sound on.</summary>
    public double Seconds
    {
        get
        {
            lock (_lock)
                return (double)_heard.Count / AudioFormat.SampleRate;
        }
    }

    /// <summary>A frame of the tone; frames follow each other without a jump.</summary>
    public static short[] Frame(int index)
    {
        var frame = new short[AudioFormat.SamplesPerFrame];
        for (var sample = 0; sample < frame.Length; sample++)
            frame[sample] = (short)(Amplitude * Math.Sin(2 * Math.PI * Hertz * ((index * frame.Length) + sample) / AudioFormat.SampleRate));
        return frame;
    }

    public void Hear(ReadOnlySpan<short> samples)
    {
        lock (_lock)
        {
            _frames++;
            var loudest = 0;
            foreach (var sample in samples)
                loudest = Math.Max(loudest, Math.Abs((int)sample));
            if (_heard.Count > 0 || loudest > Audible)
                _heard.AddRange(samples);
        }
    }

    /// <summary>The share of the energy that is at the tone, of one second in the middle.</summary>
    /// <remarks>In pieces of 100 ms, so that a piece lost or stretched on the way costs its own share alone.</remarks>
    public double Share()
    {
        const int Piece = AudioFormat.SampleRate / 10;
        short[] heard;
        lock (_lock)
            heard = [.. _heard];
        var pieces = heard.Length / Piece;
        Assert.True(pieces >= 12, $"Only {heard.Length} samples were heard.");
        var shares = Enumerable.Range(1, 10).Select(piece => Share(heard.AsSpan(piece * Piece, Piece)));
        return shares.Average();
    }

    private static double Share(ReadOnlySpan<short> samples)
    {
        double cosine = 0, sine = 0, energy = 0;
        for (var index = 0; index < samples.Length; index++)
        {
            var angle = 2 * Math.PI * Hertz * index / AudioFormat.SampleRate;
            cosine += samples[index] * Math.Cos(angle);
            sine += samples[index] * Math.Sin(angle);
            energy += (double)samples[index] * samples[index];
        }

        return energy == 0 ? 0 : 2 * ((cosine * cosine) + (sine * sine)) / (samples.Length * energy);
    }
}
