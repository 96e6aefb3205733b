using System.Threading.Channels;

namespace WarmTransfer.Rtc.Tests;

/// <summary>The first sample of each frame heard, to be read frame by frame.</summary>
internal sealed class FrameLog
{
    private readonly Channel<short> _frames = Channel.CreateUnbounded<short>();

    public bool IsEmpty => !_frames.Reader.TryPeek(out _);

    public void Add(ReadOnlySpan<short> samples)
    {
        Assert.Equal(AudioFormat.SamplesPerFrame, samples.Length);
        _frames.Writer.TryWrite(samples[0]);
    }

    public async Task<int> NextAsync() => await _frames.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
}
