namespace WarmTransfer;

/// <summary>Volume and fades, applied sample by sample so that nothing clicks.</summary>
internal sealed class Envelope(HoldAudio audio)
{
    private readonly float _volume = (float)audio.Volume;
    private readonly float _rise = Step(audio.FadeIn);
    private readonly float _fall = Step(audio.FadeOut);
    private float _level = audio.FadeIn > TimeSpan.Zero ? 0 : 1;
    private volatile bool _falling;

    /// <summary>Gets whether it has faded out entirely.</summary>
    public bool HasEnded => _falling && _level <= 0;

    /// <summary>From where the level is now: a fade-in may be under way.</summary>
    public void BeginFadeOut() => _falling = true;

    public void Apply(Span<short> frame)
    {
        float step = _falling ? -_fall : _rise;
        float level = _level;
        for (int i = 0; i < frame.Length; i++)
        {
            level = Math.Clamp(level + step, 0, 1);
            frame[i] = (short)MathF.Round(frame[i] * level * _volume);
        }

        _level = level;
    }

    private static float Step(TimeSpan fade) =>
        fade > TimeSpan.Zero ? (float)(1 / (fade.TotalSeconds * AudioFormat.SampleRate)) : 1;
}
