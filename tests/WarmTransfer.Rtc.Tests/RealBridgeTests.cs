namespace WarmTransfer.Rtc.Tests;

/// <summary>The audio bridge between two rooms of a real server, the AI in both; skipped where there is none.</summary>
[Collection(NativeLibraryFixture.Collection)]
public sealed class RealBridgeTests(NativeLibraryFixture native)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tone_GoesBothWays_AndNothingBeforeTheBridgeOpens()
    {
        await using var server = RealServer.Use(native);
        var humanRoomName = server.RoomName + "-human-agent";
        var caller = await server.JoinAsync("caller");
        var callerSide = await server.JoinAsync("ai", kind: ParticipantKind.Agent);
        var human = await server.JoinAsync("human", humanRoomName);
        var humanSide = await server.JoinAsync("ai", humanRoomName, ParticipantKind.Agent);
        var atCaller = new ToneMeter();
        var atHuman = new ToneMeter();
        using var callerHears = caller.ObserveAudio("ai", atCaller.Hear);
        using var humanHears = human.ObserveAudio("ai", atHuman.Hear);
        using var speaking = new CancellationTokenSource();
        await using var callerVoice = await caller.PublishAudioAsync("voice", cancellationToken: Cancellation);
        await using var humanVoice = await human.PublishAudioAsync("voice", cancellationToken: Cancellation);
        var voices = Task.WhenAll(SpeakAsync(callerVoice, speaking.Token), SpeakAsync(humanVoice, speaking.Token));
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        Assert.Equal((0, 0), (atCaller.Frames, atHuman.Frames));

        var bridge = await AudioBridge.OpenAsync(callerSide, "caller", humanSide, "human", TimeProvider.System, Cancellation);
        await Eventually.TrueAsync(() => atCaller.Seconds >= 4 && atHuman.Seconds >= 4);

        var (toHuman, toCaller) = (bridge.ToHuman, bridge.ToCaller);
        TestContext.Current.TestOutputHelper?.WriteLine($"tone share: human {atHuman.Share():0.0000}, caller {atCaller.Share():0.0000}; to human {toHuman}; to caller {toCaller}");
        Assert.InRange(atHuman.Share(), 0.95, 1.01);
        Assert.InRange(atCaller.Share(), 0.95, 1.01);
        Assert.All([toHuman, toCaller], relay =>
        {
            Assert.InRange(relay.Dropped, 0, relay.Frames / 50);
            Assert.InRange(relay.Latency, TimeSpan.Zero, TimeSpan.FromMilliseconds(60));
        });

        await bridge.DisposeAsync();
        speaking.Cancel();
        await voices;
    }

    // A voice keeps its own pace: what the queue does not take now, it takes a little later.
    private static async Task SpeakAsync(IAudioPublication track, CancellationToken cancellationToken)
    {
        for (var index = 0; !cancellationToken.IsCancellationRequested; index++)
        {
            while (!track.TryWrite(ToneMeter.Frame(index)) && !cancellationToken.IsCancellationRequested)
                await Task.Delay(5, Cancellation);
        }
    }
}
