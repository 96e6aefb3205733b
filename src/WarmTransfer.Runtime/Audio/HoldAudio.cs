namespace WarmTransfer;

/// <summary>What a caller hears while on hold, over and over until the hold ends. A closed set; make one with the static members.</summary>
/// <remarks>A source that cannot be played never stops a transfer: the reason is logged as a warning, and <see cref="BuiltIn"/> takes its place.</remarks>
public abstract record HoldAudio
{
    private static readonly TimeSpan LongestFade = TimeSpan.FromSeconds(10);
    private readonly double _volume = 1;
    private readonly TimeSpan _fadeIn;
    private readonly TimeSpan _fadeOut = TimeSpan.FromMilliseconds(100);

    private HoldAudio()
    {
    }

    /// <summary>Gets the built-in hold music, at volume 0.8.</summary>
    public static HoldAudio BuiltIn { get; } = new BuiltInMusic { Volume = 0.8 };

    /// <summary>Gets silence: no track is published.</summary>
    public static HoldAudio None { get; } = new Silence();

    /// <summary>Gets how loud it is, from 0 to 1. Default: 1, as the source is (0.8 for <see cref="BuiltIn"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 1.</exception>
    public double Volume
    {
        get => _volume;
        init => _volume = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(Volume)} must be between 0 (silent) and 1 (as the source is).");
    }

    /// <summary>Gets how long it takes to become as loud as that, at most 10 s. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 10 s.</exception>
    public TimeSpan FadeIn
    {
        get => _fadeIn;
        init => _fadeIn = InRange(value, nameof(FadeIn));
    }

    /// <summary>Gets how long it takes to fall silent, at most 10 s. The AI speaks again only after it. Default: 100 ms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 10 s.</exception>
    public TimeSpan FadeOut
    {
        get => _fadeOut;
        init => _fadeOut = InRange(value, nameof(FadeOut));
    }

    /// <summary>A WAV file: PCM of 8, 16, 24 or 32 bits or 32-bit float, mono or stereo, 8 to 96 kHz. Read when the hold begins.</summary>
    /// <param name="path">The file's path.</param>
    public static HoldAudio File(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new WavFile(path);
    }

    /// <summary>Samples the application makes: 48 kHz, mono, 16 bits, in pieces of any length.</summary>
    /// <param name="open">Begins the samples; called again when they have ended. Its token is cancelled when the hold ends.</param>
    public static HoldAudio Stream(Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<short>>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new SampleStream(open);
    }

    /// <summary>One of several, picked at random for each hold.</summary>
    /// <param name="choices">What to pick from. Weights that sum up to less than 1 leave the rest as the chance of silence.</param>
    /// <exception cref="ArgumentException">No choice, a weight that is negative or not a number, or a sum above 1.</exception>
    public static HoldAudio OneOf(params IReadOnlyList<WeightedHoldAudio> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return new RandomChoice(WeightedHoldAudio.Validated(choices), Random.Shared);
    }

    private static TimeSpan InRange(TimeSpan value, string name) => value >= TimeSpan.Zero && value <= LongestFade
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} must be between 0 and {LongestFade.TotalSeconds} s.");

    internal sealed record Silence : HoldAudio;

    internal sealed record BuiltInMusic : HoldAudio;

    internal sealed record WavFile(string Path) : HoldAudio;

    internal sealed record SampleStream(Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<short>>> Open) : HoldAudio;

    internal sealed record RandomChoice(IReadOnlyList<WeightedHoldAudio> Choices, Random Random) : HoldAudio
    {
        /// <summary>Picks one; its volume is scaled by the list's own, its fades are its own.</summary>
        public HoldAudio Pick()
        {
            var point = Random.NextDouble();
            foreach (var (audio, weight) in Choices)
            {
                point -= weight;
                if (point < 0)
                    return Picked(audio);
            }

            return None;
        }

        private HoldAudio Picked(HoldAudio audio) =>
            (audio is RandomChoice nested ? nested.Pick() : audio) is var picked && Volume < 1 ? picked with { Volume = picked.Volume * Volume } : picked;
    }
}
