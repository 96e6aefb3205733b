using System.Numerics;

namespace WarmTransfer;

/// <summary>Plays a clip of any rate round and round at <see cref="AudioFormat.SampleRate"/>, without a seam: the filter reaches across the end into the beginning.</summary>
/// <remarks>
/// Band-limited interpolation with a windowed sinc, as in Crochiere and Rabiner, "Multirate Digital Signal Processing":
/// every output sample lies at a rational position between input samples, so the filter has one phase for each
/// remainder, and the position never drifts.
/// </remarks>
internal sealed class LoopingResampler
{
    // Zero crossings of the sinc on each side: about 60 dB of rejection with the window below.
    private const int HalfWidth = 16;

    // Of the lower Nyquist frequency; the rest is the filter's slope.
    private const double Passband = 0.92;

    private readonly float[] _samples;
    private readonly int _whole;
    private readonly int _remainder;
    private readonly int _phases;
    private readonly int _taps;
    private readonly float[]? _filter;
    private int _index;
    private int _phase;

    public LoopingResampler(AudioClip clip)
    {
        _samples = clip.Samples;
        var divisor = Gcd(clip.SampleRate, AudioFormat.SampleRate);
        var step = clip.SampleRate / divisor;
        _phases = AudioFormat.SampleRate / divisor;
        _whole = step / _phases;
        _remainder = step % _phases;
        if (clip.SampleRate == AudioFormat.SampleRate)
            return;

        var bandwidth = Math.Min(1, (double)AudioFormat.SampleRate / clip.SampleRate);
        _taps = 2 * (int)Math.Ceiling(HalfWidth / bandwidth);
        _filter = Design(_phases, _taps, bandwidth * Passband);
    }

    public void Read(Span<short> output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            var sample = _filter is null ? _samples[_index] : Interpolate(_filter);
            output[i] = (short)Math.Clamp(MathF.Round(sample * 32_767f), short.MinValue, short.MaxValue);
            Advance();
        }
    }

    private void Advance()
    {
        _index += _whole;
        _phase += _remainder;
        if (_phase >= _phases)
        {
            _phase -= _phases;
            _index++;
        }

        if (_index >= _samples.Length)
            _index %= _samples.Length;
    }

    private float Interpolate(float[] filter)
    {
        ReadOnlySpan<float> taps = filter.AsSpan(_phase * _taps, _taps);
        var first = _index - (_taps / 2) + 1;
        var inside = first >= 0 && first + taps.Length <= _samples.Length;
        return inside ? Dot(taps, _samples.AsSpan(first, taps.Length)) : DotAcrossTheSeam(taps, first);
    }

    private static float Dot(ReadOnlySpan<float> taps, ReadOnlySpan<float> samples)
    {
        Vector<float> sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= taps.Length - Vector<float>.Count; i += Vector<float>.Count)
            sums += new Vector<float>(taps[i..]) * new Vector<float>(samples[i..]);

        var sum = Vector.Sum(sums);
        for (; i < taps.Length; i++)
            sum += taps[i] * samples[i];

        return sum;
    }

    private float DotAcrossTheSeam(ReadOnlySpan<float> taps, int first)
    {
        float sum = 0;
        for (var i = 0; i < taps.Length; i++)
            sum += taps[i] * _samples[Wrapped(first + i)];

        return sum;
    }

    private int Wrapped(int index)
    {
        var wrapped = index % _samples.Length;
        return wrapped < 0 ? wrapped + _samples.Length : wrapped;
    }

    private static float[] Design(int phases, int taps, double cutoff)
    {
        var filter = new float[phases * taps];
        for (var phase = 0; phase < phases; phase++)
        {
            var fraction = (double)phase / phases;
            Span<float> row = filter.AsSpan(phase * taps, taps);
            double sum = 0;
            for (var tap = 0; tap < taps; tap++)
            {
                var distance = tap - (taps / 2) + 1 - fraction;
                row[tap] = (float)(cutoff * Sinc(cutoff * distance) * Window(distance / (taps / 2.0)));
                sum += row[tap];
            }

            // Every phase passes a constant unchanged; else a tone would be modulated at the phases' rate.
            for (var tap = 0; tap < taps; tap++)
                row[tap] = (float)(row[tap] / sum);
        }

        return filter;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>Blackman's window over -1 to 1.</summary>
    private static double Window(double x) =>
        Math.Abs(x) >= 1 ? 0 : 0.42 + (0.5 * Math.Cos(Math.PI * x)) + (0.08 * Math.Cos(2 * Math.PI * x));

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
