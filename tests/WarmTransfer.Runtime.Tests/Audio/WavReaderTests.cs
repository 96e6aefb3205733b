namespace WarmTransfer.Runtime.Tests;

public class WavReaderTests
{
    private static readonly int[] Rates = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000];

    public static TheoryData<int, int, bool, int, bool> EveryFormat()
    {
        var data = new TheoryData<int, int, bool, int, bool>();
        foreach (var rate in Rates)
        {
            foreach (var (bits, isFloat) in new[] { (8, false), (16, false), (24, false), (32, false), (32, true) })
            {
                data.Add(rate, bits, isFloat, 1, false);
                data.Add(rate, bits, isFloat, 2, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void Wav_OfEveryRateAndWidth_PlaysTheSameTone(int rate, int bits, bool isFloat, int channels, bool extensible)
    {
        var file = WavFiles.Write(Tone.Sine(1000, rate, seconds: 0.5), rate, bits, channels, isFloat, extensible);
        var played = new short[AudioFormat.SampleRate / 2];
        new LoopingResampler(WavReader.Parse(file)).Read(played);

        // Stereo is mixed, and its right channel is silent here.
        var expected = 0.5 / channels;
        Assert.InRange(Tone.Amplitude(played, 1000), expected * 0.98, expected * 1.02);
        var everything = Tone.Rms(played) * Math.Sqrt(2);
        Assert.InRange(everything, expected * 0.98, expected * 1.02);
    }

    [Fact]
    public void Wav_WithOtherChunksAndOddSizes_IsRead()
    {
        var file = WavFiles.File(
        [
            ("LIST", [1, 2, 3]),
            ("fmt ", WavFiles.Format(1, 1, 8000, 16)),
            ("fact", [0, 0, 0, 0]),
            ("data", [0, 0x40, 0, 0xC0]),
        ]);
        Assert.Equal([0.5f, -0.5f], WavReader.Parse(file).Samples);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void Wav_WithAnUnfinishedSize_IsReadToTheEnd(uint size)
    {
        var file = WavFiles.File([("fmt ", WavFiles.Format(1, 1, 8000, 16)), ("data", [0, 0x40, 0, 0xC0])]);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 8), size);
        Assert.Equal(2, WavReader.Parse(file).Samples.Length);
    }

    [Fact]
    public void Wav_FloatThatIsNotANumber_IsSilence()
    {
        var file = WavFiles.Write([float.NaN, float.PositiveInfinity, 0.5f], 8000, 32, isFloat: true);
        Assert.Equal([0, 0, 0.5f], WavReader.Parse(file).Samples);
    }

    public static TheoryData<string, byte[], string> BadFiles() => new()
    {
        { "empty", [], "must begin with 'RIFF'" },
        { "other kind", "ID3\u0004ABCDEFGHIJ"u8.ToArray(), "begins with 'ID3.ABCDEFGH'" },
        { "no fmt", WavFiles.File([("LIST", [0, 0])]), "no 'fmt ' chunk" },
        { "no data", WavFiles.File([("fmt ", WavFiles.Format(1, 1, 8000, 16))]), "no 'data' chunk" },
        { "data first", WavFiles.File([("data", [0, 0])]), "comes before the 'fmt ' chunk" },
        { "no samples", WavFiles.File([("fmt ", WavFiles.Format(1, 1, 8000, 16)), ("data", [])]), "no samples" },
        { "short fmt", WavFiles.File([("fmt ", [1, 0])]), "has 2 bytes; it needs at least 16" },
        { "short extensible", WavFiles.File([("fmt ", WavFiles.Format(0xFFFE, 1, 8000, 16))]), "it needs 40" },
        { "A-law", WavFiles.File([("fmt ", WavFiles.Format(6, 1, 8000, 8))]), "format 0x0006" },
        { "surround", WavFiles.File([("fmt ", WavFiles.Format(1, 6, 48000, 16))]), "6 channels" },
        { "no channel", WavFiles.File([("fmt ", WavFiles.Format(1, 0, 48000, 16))]), "0 channels" },
        { "too slow", WavFiles.File([("fmt ", WavFiles.Format(1, 1, 4000, 16))]), "4000 Hz" },
        { "too fast", WavFiles.File([("fmt ", WavFiles.Format(1, 1, 192000, 16))]), "192000 Hz" },
        { "12 bits", WavFiles.File([("fmt ", WavFiles.Format(1, 1, 8000, 12))]), "12-bit PCM" },
        { "64-bit float", WavFiles.File([("fmt ", WavFiles.Format(3, 1, 8000, 64))]), "64-bit float" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Wav_Bad_IsRefusedWithWhatWasFound(string why, byte[] file, string expected)
    {
        var thrown = Assert.Throws<InvalidDataException>(() => WavReader.Parse(file));
        Assert.True(thrown.Message.Contains(expected, StringComparison.Ordinal), $"{why}: {thrown.Message}");
    }

    [Fact]
    public void Wav_CutOffAnywhere_NeverFailsOtherwise()
    {
        var file = WavFiles.Write([0.1f, 0.2f, 0.3f], 8000, 24, channels: 2, extensible: true);
        for (var length = 0; length < file.Length; length++)
        {
            var thrown = Record.Exception(() => WavReader.Parse(file.AsSpan(0, length)));
            Assert.True(thrown is null or InvalidDataException, $"{length}: {thrown}");
        }
    }
}
