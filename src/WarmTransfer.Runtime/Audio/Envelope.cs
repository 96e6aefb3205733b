namespace WarmTransfer;

/// <summary>Volume and fades, applied sample by sample so that nothing clicks.</summary>
internal sealed class Envelope(HoldAudio audio)
{
    private readonly float _volume = (float)audio.Volume;
    private readonly float _rise = Step(audio.FadeIn);
    private readonly float _fall = Step(audio.FadeOut);

    /// <summary>Gets or sets where the next frame begins, from 0 (silent) to 1.</summary>
    public float Level { get; set; } = audio.FadeIn > TimeSpan.Zero ? 0 : 1;

    /// <summary>Gets whether it fades out, or has.</summary>
    public bool IsFadingOut { get; private set; }

    /// <summary>Gets whether it has faded out entirely.</summary>
    public bool HasEnded => IsFadingOut && Level <= 0;

    /// <summary>From where the level is now: a fade-in may be under way.</summary>
    public void BeginFadeOut() => IsFadingOut = true;

    public void Apply(Span<short> frame)
    {
        var step = IsFadingOut ? -_fall : _rise;
        var level = Level;
        for (var i = 0; i < frame.Length; i++)
        {
            level = Math.Clamp(level + step, 0, 1);
            frame[i] = (short)MathF.Round(frame[i] * level * _volume);
        }

        Level = level;
    }

    private static float Step(TimeSpan fade) =>
        fade > TimeSpan.Zero ? (float)(1 / (fade.TotalSeconds * AudioFormat.SampleRate)) : 1;
}
