namespace WarmTransfer.Runtime.Tests;

public class HoldAudioTests
{
    [Fact]
    public void BuiltIn_IsAtEightyPercentAndFadesOutShortly()
    {
        Assert.Equal(0.8, HoldAudio.BuiltIn.Volume);
        Assert.Equal(TimeSpan.FromMilliseconds(100), HoldAudio.BuiltIn.FadeOut);
        Assert.Equal(TimeSpan.Zero, HoldAudio.BuiltIn.FadeIn);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Volume_OutsideItsRange_IsRefused(double volume)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => HoldAudio.BuiltIn with { Volume = volume });
        Assert.Contains("Volume must be between 0", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void Fade_OutsideItsRange_IsRefused(int milliseconds)
    {
        var fade = TimeSpan.FromMilliseconds(milliseconds);
        Assert.Contains("FadeIn must be", Assert.Throws<ArgumentOutOfRangeException>(() => HoldAudio.BuiltIn with { FadeIn = fade }).Message, StringComparison.Ordinal);
        Assert.Contains("FadeOut must be", Assert.Throws<ArgumentOutOfRangeException>(() => HoldAudio.BuiltIn with { FadeOut = fade }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneOf_PicksByWeight_AndLeavesTheRestToSilence()
    {
        HoldAudio a = HoldAudio.File("a.wav"), b = HoldAudio.File("b.wav");
        var choice = new HoldAudio.RandomChoice([new(a, 0.5), new(b, 0.3)], new Random(42));
        var picks = Enumerable.Range(0, 10_000).Select(_ => choice.Pick()).CountBy(pick => pick).ToDictionary();
        Assert.InRange(picks[a], 4800, 5200);
        Assert.InRange(picks[b], 2800, 3200);
        Assert.InRange(picks[HoldAudio.None], 1800, 2200);
    }

    [Fact]
    public void OneOf_FullWeights_NeverPickSilence()
    {
        var tenths = Enumerable.Range(0, 10).Select(i => new WeightedHoldAudio(HoldAudio.File($"{i}.wav"), 0.1)).ToArray();
        var choice = new HoldAudio.RandomChoice(tenths, new Random(42));
        Assert.DoesNotContain(HoldAudio.None, Enumerable.Range(0, 10_000).Select(_ => choice.Pick()));
    }

    [Fact]
    public void OneOf_WithVolumeAndLists_ScalesWhatIsPicked()
    {
        HoldAudio inner = HoldAudio.OneOf(new WeightedHoldAudio(HoldAudio.File("a.wav") with { Volume = 0.5 }, 1)) with { Volume = 0.5 };
        var outer = (HoldAudio.RandomChoice)(HoldAudio.OneOf(new WeightedHoldAudio(inner, 1)) with { Volume = 0.8 });
        Assert.Equal(0.2, outer.Pick().Volume, precision: 9);
    }

    [Theory]
    [InlineData(-0.1, 0.1, "weight of choice 0 is -0.1")]
    [InlineData(0.1, double.NaN, "weight of choice 1 is NaN")]
    [InlineData(0.6, 0.5, "sum up to 1.1")]
    [InlineData(double.PositiveInfinity, 0, "sum up to")]
    public void OneOf_BadWeights_AreRefused(double first, double second, string expected)
    {
        var thrown = Assert.Throws<ArgumentException>(() => HoldAudio.OneOf(new(HoldAudio.BuiltIn, first), new(HoldAudio.BuiltIn, second)));
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneOf_Nothing_IsRefused() => Assert.Throws<ArgumentException>(() => HoldAudio.OneOf());
}
