
namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>The relay frame by frame, between two rooms that only write down what happens.</summary>
public sealed class AudioBridgeTests
{
    private static readonly short[] Loud = Samples(5000);
    private static readonly short[] Faint = Samples(20);

    [Fact]
    public void Frames_GoBothWays() => Play(async scene =>
    {
        scene.CallerRoom.HearAudio(Samples(1000));
        scene.HumanRoom.HearAudio(Samples(2000));

        Assert.Equal(Samples(1000), scene.ToHuman.LastFrame);
        Assert.Equal(Samples(2000), scene.ToCaller.LastFrame);
        Assert.Equal((1, 1), (scene.Bridge.ToHuman.Frames, scene.Bridge.ToCaller.Frames));
        await Task.CompletedTask;
    });

    [Fact]
    public void Queue_IsNeverMoreThanSixtyMilliseconds() => Play(async scene =>
    {
        scene.ToHuman.QueuedFrames = 6;

        scene.CallerRoom.HearAudio(Loud);

        Assert.Equal(0, scene.ToHuman.FrameCount);
        Assert.Equal(1, scene.Bridge.ToHuman.Dropped);
        await Task.CompletedTask;
    });

    [Fact]
    public void Latency_IsWhatFramesWaitOnAverage() => Play(async scene =>
    {
        scene.ToHuman.QueuedFrames = 1;
        scene.CallerRoom.HearAudio(Loud);
        scene.ToHuman.QueuedFrames = 4;
        scene.CallerRoom.HearAudio(Loud);

        Assert.Equal(TimeSpan.FromMilliseconds(25), scene.Bridge.ToHuman.Latency);
        await Task.CompletedTask;
    });

    [Fact]
    public void FastClock_LosesAQuietFrameASecondAndNoLoudOne() => Play(async scene =>
    {
        scene.ToHuman.QueuedFrames = 4;
        for (var frame = 0; frame < 200; frame++)
            scene.CallerRoom.HearAudio(Loud);
        Assert.Equal((200, 0), (scene.Bridge.ToHuman.Frames, scene.Bridge.ToHuman.Dropped));

        scene.CallerRoom.HearAudio(Faint);
        scene.CallerRoom.HearAudio(Faint);

        Assert.Equal((201, 1), (scene.Bridge.ToHuman.Frames, scene.Bridge.ToHuman.Dropped));
        await Task.CompletedTask;
    });

    [Fact]
    public void Jitter_ThatTheQueueRunsDownFrom_LosesNothing() => Play(async scene =>
    {
        for (var frame = 0; frame < 500; frame++)
        {
            scene.ToHuman.QueuedFrames = frame % 6;
            scene.CallerRoom.HearAudio(Faint);
        }

        Assert.Equal((500, 0), (scene.Bridge.ToHuman.Frames, scene.Bridge.ToHuman.Dropped));
        await Task.CompletedTask;
    });

    [Fact]
    public void StalledSide_IsFilledWithComfortNoise() => Play(async scene =>
    {
        scene.CallerRoom.HearAudio(Loud);

        await Task.Delay(TimeSpan.FromSeconds(1), scene.Time);

        // After 60 ms of nothing, 60 ms at a time.
        Assert.InRange(scene.Bridge.ToHuman.Filled, 84, 102);
        Assert.All(scene.ToHuman.LastFrame, sample => Assert.InRange(sample, (short)-8, (short)8));
        Assert.Contains(scene.ToHuman.LastFrame, sample => sample != 0);
    });

    [Fact]
    public void StalledSide_Resumed_IsNotDelayedByWhatStoodIn() => Play(async scene =>
    {
        scene.CallerRoom.HearAudio(Loud);
        await Task.Delay(TimeSpan.FromMilliseconds(200), scene.Time);

        scene.CallerRoom.HearAudio(Loud);
        scene.CallerRoom.HearAudio(Loud);

        Assert.Equal(1, scene.ToHuman.Clears);
        Assert.Equal(Loud, scene.ToHuman.LastFrame);
        Assert.Equal((3, 1), (scene.Bridge.ToHuman.Frames, scene.Bridge.ToHuman.Late));
    });

    [Fact]
    public void SteadySide_IsNeverFilled() => Play(async scene =>
    {
        for (var frame = 0; frame < 100; frame++)
        {
            scene.CallerRoom.HearAudio(Loud);
            await Task.Delay(AudioFormat.FrameDuration, scene.Time);
        }

        Assert.Equal((100, 0, 0, 0), (scene.Bridge.ToHuman.Frames, scene.Bridge.ToHuman.Late, scene.Bridge.ToHuman.Dropped, scene.Bridge.ToHuman.Filled));
    });

    [Fact]
    public void MuteOwnVoice_MutesVoicesInBothRoomsUntilTheEnd_AndNothingElse() => Play(async scene =>
    {
        var voice = (FakeTrack)await scene.CallerRoom.PublishAudioAsync("voice");
        var other = (FakeTrack)await scene.HumanRoom.PublishAudioAsync("voice");
        var sound = (FakeTrack)await scene.CallerRoom.PublishAudioAsync("office", TrackSource.Unknown);

        scene.Bridge.MuteOwnVoice();

        Assert.Equal((true, true, false), (voice.IsMuted, other.IsMuted, sound.IsMuted));
        Assert.Equal((false, false), (scene.ToHuman.IsMuted, scene.ToCaller.IsMuted));
        await scene.Bridge.DisposeAsync();
        Assert.Equal((false, false), (voice.IsMuted, other.IsMuted));
    });

    [Fact]
    public void Dispose_UnpublishesBothAndStops() => Play(async scene =>
    {
        await scene.Bridge.DisposeAsync();
        scene.CallerRoom.HearAudio(Loud);
        await Task.Delay(TimeSpan.FromSeconds(1), scene.Time);

        Assert.Equal((true, true), (scene.ToHuman.IsGone, scene.ToCaller.IsGone));
        Assert.Equal((0, 0), (scene.Bridge.ToHuman.Frames, scene.Bridge.ToHuman.Filled));
    });

    [Fact]
    public void Open_SecondRoomRefuses_NothingStays() => PlayRooms(async (time, callerRoom, humanRoom) =>
    {
        callerRoom.PublishFails = new InvalidOperationException("no");

        await Assert.ThrowsAsync<InvalidOperationException>(() => AudioBridge.OpenAsync(callerRoom, "caller", humanRoom, "human", time, CancellationToken.None));

        Assert.Empty(humanRoom.LiveTracks);
    });

    private static short[] Samples(short value)
    {
        var samples = new short[AudioFormat.SamplesPerFrame];
        Array.Fill(samples, value);
        return samples;
    }

    private static void Play(Func<Scene, Task> play) => PlayRooms(async (time, callerRoom, humanRoom) =>
    {
        var bridge = await AudioBridge.OpenAsync(callerRoom, "caller", humanRoom, "human", time, CancellationToken.None);
        await play(new Scene(time, callerRoom, humanRoom, bridge, humanRoom.Tracks[0], callerRoom.Tracks[0]));
        await bridge.DisposeAsync();
    });

    private static void PlayRooms(Func<TimeProvider, FakeRoom, FakeRoom, Task> play)
    {
        var time = new Emulator.VirtualTime();
        time.Run(() => play(time, new FakeRoom(time), new FakeRoom(time)));
    }

    private sealed record Scene(TimeProvider Time, FakeRoom CallerRoom, FakeRoom HumanRoom, AudioBridge Bridge, FakeTrack ToHuman, FakeTrack ToCaller);
}
