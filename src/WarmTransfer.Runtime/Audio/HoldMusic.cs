namespace WarmTransfer;

/// <summary>The built-in hold music: eight quiet bars for electric piano, 21⅓ s, composed for this project and synthesised on first use.</summary>
internal static class HoldMusic
{
    private const int SamplesPerBeat = AudioFormat.SampleRate * 60 / BeatsPerMinute;
    private const int BeatsPerMinute = 90;
    private const int BeatsPerBar = 4;
    private const float Peak = 0.8f;

    // MIDI note numbers: a bass note, then the four notes of the chord above it.
    private static readonly int[][] Chords =
    [
        [41, 57, 60, 64, 67], // F major 7 with 9
        [40, 59, 62, 64, 67], // E minor 7
        [38, 57, 60, 62, 65], // D minor 7
        [43, 57, 59, 62, 65], // G 7 with 9
        [36, 55, 59, 62, 64], // C major 7 with 9
        [45, 57, 60, 64, 67], // A minor 7
        [38, 57, 60, 65, 69], // D minor 7
        [43, 55, 60, 62, 65], // G 7 with suspended 4
    ];

    // Bar, beat, MIDI note number, length in beats. The last notes lead back to the first.
    private static readonly (int Bar, float Beat, int Note, float Length)[] Melody =
    [
        (0, 0f, 76, 1.5f), (0, 1.5f, 77, 0.5f), (0, 2f, 81, 2f),
        (1, 0.5f, 79, 1f), (1, 1.5f, 76, 0.5f), (1, 2f, 74, 2f),
        (2, 0f, 77, 1.5f), (2, 1.5f, 76, 0.5f), (2, 2f, 72, 1f), (2, 3f, 74, 1f),
        (3, 0.5f, 71, 1.5f), (3, 2.5f, 74, 1.5f),
        (4, 0f, 76, 1.5f), (4, 1.5f, 79, 0.5f), (4, 2f, 83, 1f), (4, 3f, 79, 1f),
        (5, 0.5f, 81, 1.5f), (5, 2f, 76, 2f),
        (6, 0f, 77, 1f), (6, 1f, 81, 1f), (6, 2f, 79, 0.5f), (6, 2.5f, 77, 1.5f),
        (7, 0.5f, 79, 1f), (7, 1.5f, 77, 0.5f), (7, 2f, 74, 1f), (7, 3f, 74, 1f),
    ];

    private static readonly Lazy<AudioClip> Rendered = new(Render);

    /// <summary>Gets the music, the same samples for every call on hold.</summary>
    public static AudioClip Clip => Rendered.Value;

    private static AudioClip Render()
    {
        var samples = new float[Chords.Length * BeatsPerBar * SamplesPerBeat];
        for (var bar = 0; bar < Chords.Length; bar++)
            PlayChord(samples, bar);

        foreach (var (bar, beat, note, length) in Melody)
            Play(samples, bar, beat, note, length, 0.34f);

        Normalise(samples);
        return new AudioClip(AudioFormat.SampleRate, samples);
    }

    private static void PlayChord(float[] samples, int bar)
    {
        var chord = Chords[bar];
        Play(samples, bar, 0f, chord[0], 2.5f, 0.4f);
        Play(samples, bar, 2.5f, chord[0] + 12, 1.5f, 0.2f);
        for (var i = 1; i < chord.Length; i++)
        {
            // A hand does not strike all keys in the same instant.
            var spread = 0.03f * i;
            Play(samples, bar, spread, chord[i], 2f, 0.14f);
            Play(samples, bar, 2.5f + spread, chord[i], 1.5f, 0.1f);
        }
    }

    /// <summary>Adds one note. What rings beyond the end goes on at the beginning, which makes the loop seamless.</summary>
    private static void Play(float[] samples, int bar, float beat, int note, float beats, float loudness)
    {
        var start = (int)(((bar * BeatsPerBar) + beat) * SamplesPerBeat);
        var frequency = 440 * Math.Pow(2, (note - 69) / 12.0);

        // Overtones that fade sooner than the fundamental give the soft, bell-like tone of a tine struck by felt.
        Ring(samples, start, frequency, beats, loudness, 1.3);
        Ring(samples, start, frequency * 2, beats, loudness * 0.35f, 0.7);
        Ring(samples, start, frequency * 3, beats, loudness * 0.12f, 0.35);
        Ring(samples, start, frequency * 7, beats, loudness * 0.03f, 0.08);
    }

    /// <summary>Adds one decaying sine, by turning and shrinking a pointer: no sine is computed per sample.</summary>
    private static void Ring(float[] samples, int start, double frequency, float beats, float loudness, double decay)
    {
        const double Attack = 0.012 * AudioFormat.SampleRate;
        const double Release = 0.25 * AudioFormat.SampleRate;

        // After as many times its decay, a tone has lost 80 dB.
        const double Inaudible = 9.2;
        double held = beats * SamplesPerBeat;
        var angle = 2 * Math.PI * frequency / AudioFormat.SampleRate;
        var shrink = Math.Exp(-1 / (decay * AudioFormat.SampleRate));
        (var turnX, var turnY) = (shrink * Math.Cos(angle), shrink * Math.Sin(angle));
        (double x, double y) = (loudness, 0);
        var length = (int)Math.Min(held + Release, Inaudible * decay * AudioFormat.SampleRate);
        for (int i = 0, at = start; i < length; i++, at++)
        {
            if (at == samples.Length)
                at = 0;

            var level = i < Attack ? i / Attack : Math.Min(1, (length - i) / Release);
            samples[at] += (float)(y * level);
            (x, y) = ((x * turnX) - (y * turnY), (x * turnY) + (y * turnX));
        }
    }

    private static void Normalise(float[] samples)
    {
        var peak = samples.Max(MathF.Abs);
        for (var i = 0; i < samples.Length; i++)
            samples[i] *= Peak / peak;
    }
}
