namespace WarmTransfer.Runtime.Tests;

public class HoldMusicTests
{
    private static readonly short[] Music = Render();

    [Fact]
    public void Music_LastsLongerThanTwentySeconds() => Assert.True(Music.Length > 20 * AudioFormat.SampleRate);

    [Fact]
    public void Music_IsNeitherLoudNorFaint()
    {
        Assert.InRange(Music.Max(sample => Math.Abs((int)sample)), 0.5 * 32_768, 0.9 * 32_768);
        Assert.InRange(Tone.Rms(Music), 0.05, 0.3);
    }

    [Fact]
    public void Music_NeverFallsSilent()
    {
        for (var at = 0; at + AudioFormat.SampleRate <= Music.Length; at += AudioFormat.SampleRate / 4)
            Assert.True(Tone.Rms(Music.AsSpan(at, AudioFormat.SampleRate / 2)) > 0.01, $"Silent at {(double)at / AudioFormat.SampleRate} s.");
    }

    [Fact]
    public void Music_HasNoClick() => Assert.InRange(Tone.BiggestBend(Music), 0, 2000);

    [Fact]
    public void Music_Repeats_WithoutASeam()
    {
        short[] seam = [.. Music[^4800..], .. Music[..4800]];
        Assert.InRange(Tone.BiggestBend(seam), 0, Tone.BiggestBend(Music));
        Assert.True(Tone.Rms(Music.AsSpan(Music.Length - 480)) > 0.003, "The end rings on into the beginning.");
    }

    [Fact]
    public void Music_IsHeardOverThePhone()
    {
        // The telephone passes 300 to 3400 Hz.
        var low = Tone.Amplitude(Music.AsSpan(0, AudioFormat.SampleRate), 440 * Math.Pow(2, (76 - 69) / 12.0));
        Assert.True(low > 0.01, "The melody's first note, E5, lies within the band.");
    }

    [Fact]
    public void Music_IsSharedByAllCalls() => Assert.Same(HoldMusic.Clip, HoldMusic.Clip);

    private static short[] Render()
    {
        var music = new short[HoldMusic.Clip.Samples.Length];
        new LoopingResampler(HoldMusic.Clip).Read(music);
        return music;
    }
}
