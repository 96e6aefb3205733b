using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer.Rtc.Tests;

/// <summary>The pace of frames, on the real library.</summary>
[Collection(NativeLibraryFixture.Collection)]
public sealed class NativeAudioTests(NativeLibraryFixture native)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryWrite_TenSecondsOfSource_NothingIsDropped()
    {
        // Five sources of two seconds each: the clock is the real one, and the sources run side by side.
        var client = native.Client(NullLogger.Instance);
        var sources = Enumerable.Range(0, 5).Select(index => RtcAudioTrack.Create(client, $"source-{index}", TimeProvider.System)).ToList();
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(sources.Select(source => WriteAsync(source, frames: 200)));

        Assert.All(sources, source => Assert.Equal(0, source.FailedFrames));
        // Two seconds at the pump's pace, less the 200 ms that may still be queued.
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.7), TimeSpan.FromSeconds(6));
        sources.ForEach(source => source.Close());
        sources.ForEach(source => source.DropHandles());
        Assert.Equal(0, client.OpenHandles);
    }

    private static async Task WriteAsync(RtcAudioTrack source, int frames)
    {
        for (var index = 0; index < frames; index++)
        {
            while (!source.TryWrite(ToneMeter.Frame(index)))
                await Task.Delay(2, Cancellation);
        }
    }
}
