namespace WarmTransfer.Runtime.Tests;

public class LoopingResamplerTests
{
    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    public void Loop_OfWholePeriods_HasNoSeam(int rate)
    {
        // 25 periods, then round and round: any jump at the seam bends the curve more than the sine itself does.
        var resampler = new LoopingResampler(new AudioClip(rate, Tone.Sine(500, rate, seconds: 0.05 * (rate == 11_025 ? 20 : 1))));
        var played = new short[5 * AudioFormat.SampleRate];
        resampler.Read(played);
        var curvature = 0.5 * 32_767 * Math.Pow(2 * Math.PI * 500 / AudioFormat.SampleRate, 2);
        Assert.InRange(Tone.BiggestBend(played), 0, curvature + 4);
        Assert.InRange(Tone.Amplitude(played, 500), 0.49, 0.51);
    }

    [Fact]
    public void Tone_AboveTheHighestPossible_IsFilteredNotFolded()
    {
        var played = new short[AudioFormat.SampleRate];
        new LoopingResampler(new AudioClip(96_000, Tone.Sine(30_000, 96_000, seconds: 1))).Read(played);
        Assert.InRange(Tone.Rms(played), 0, 0.005);
    }

    [Fact]
    public void Image_OfALowRate_IsFiltered()
    {
        var played = new short[AudioFormat.SampleRate];
        new LoopingResampler(new AudioClip(8_000, Tone.Sine(1_000, 8_000, seconds: 1))).Read(played);
        Assert.InRange(Tone.Amplitude(played, 7_000), 0, 0.001);
    }

    [Fact]
    public void Clip_ShorterThanTheFilter_IsPlayed()
    {
        var played = new short[4800];
        new LoopingResampler(new AudioClip(44_100, [0.25f])).Read(played);
        Assert.All(played, sample => Assert.InRange(sample, 8190, 8194));
    }

    [Fact]
    public void Sample_BeyondFullScale_IsClipped()
    {
        var played = new short[2];
        new LoopingResampler(new AudioClip(48_000, [2f, -2f])).Read(played);
        Assert.Equal([short.MaxValue, short.MinValue], played);
    }
}
