namespace WarmTransfer.Runtime.Tests;

public class AudioClipTests
{
    [Fact]
    public void Clip_FromAFileOrAStream_IsTheSame()
    {
        var wav = WavFiles.Write(Tone.Sine(440, 16_000, seconds: 1.5), 16_000, 16);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        File.WriteAllBytes(path, wav);
        try
        {
            AudioClip file = AudioClip.FromFile(path);
            AudioClip stream = AudioClip.FromStream(new SlowStream(wav));
            Assert.Equal((16_000, TimeSpan.FromSeconds(1.5)), (file.SampleRate, file.Duration));
            Assert.Equal(file.Samples, stream.Samples);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Clip_OfAStreamThatIsNoWav_SaysWhatItFound()
    {
        var thrown = Assert.Throws<InvalidDataException>(() => AudioClip.FromStream(new MemoryStream("ID3 and more of an MP3"u8.ToArray())));
        Assert.Contains("must begin with 'RIFF'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clip_OfAStreamWithoutEnd_IsRefusedBeforeItFillsTheMemory()
    {
        var thrown = Assert.Throws<InvalidDataException>(() => WavReader.Read(new EndlessStream(), largest: 1_000_000));
        Assert.Contains("at most 1000000", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clip_OfAMissingFile_NamesIt() =>
        Assert.Contains("nowhere.wav", Assert.Throws<FileNotFoundException>(() => AudioClip.FromFile("nowhere.wav")).Message, StringComparison.Ordinal);

    /// <summary>Gives seven bytes at a time, as a network may.</summary>
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => count;

        public override int Read(Span<byte> buffer) => buffer.Length;
    }
}
