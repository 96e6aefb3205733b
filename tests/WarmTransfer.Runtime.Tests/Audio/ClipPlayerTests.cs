using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class ClipPlayerTests
{
    private const int Rate = 16_000;

    private readonly VirtualTime _time = new();
    private readonly FakeRoom _room;

    public ClipPlayerTests() => _room = new FakeRoom(_time);

    private FakeTrack Track => _room.Tracks[0];

    [Fact]
    public void Clip_Played_SoundsOnceAtItsPaceAndTheTrackIsGone() => _time.Run(async () =>
    {
        var start = _time.GetTimestamp();

        await ClipPlayer.PlayAsync(_room, "greeting", new AudioClip(Rate, Tone.Sine(440, Rate, seconds: 1.005)), _time, CancellationToken.None);

        Assert.Equal(101, Track.FrameCount);
        short[] samples = [.. Track.Samples];
        Assert.InRange(Tone.Amplitude(samples.AsSpan(0, AudioFormat.SampleRate), 440), 0.49, 0.51);
        // The last frame is half full; what is left of it is not the clip's beginning again.
        Assert.True(Tone.Rms(samples.AsSpan(samples.Length - 100)) < 0.001);
        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.3));
        Assert.True(Track.IsGone);
    });

    [Fact]
    public void Clip_Cancelled_IsCutShortAndTheTrackIsGone() => _time.Run(async () =>
    {
        using var cut = new CancellationTokenSource();
        Task playing = ClipPlayer.PlayAsync(_room, "greeting", new AudioClip(Rate, Tone.Sine(440, Rate, seconds: 3)), _time, cut.Token);
        await Task.Delay(TimeSpan.FromSeconds(1), _time);

        cut.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playing);
        Assert.InRange(Track.FrameCount, 99, 102);
        Assert.True(Track.IsGone);
    });
}
