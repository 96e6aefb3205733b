using System.Diagnostics;

namespace WarmTransfer.Rtc.Tests;

/// <summary>Whole warm transfers: a real server, its SIP service, and phones that answer. Skipped where there is no such thing.</summary>
[Collection(NativeLibraryFixture.Collection)]
public sealed class RealTransferTests(NativeLibraryFixture native)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callee_PressesOne_IsConnectedByTheBridgeAndHeard()
    {
        await using var scene = await TransferScene.StartAsync(native, "LIVEKIT_TEST_CALLEE", "a phone that answers, sends a 440 Hz tone and presses 1");
        var atCaller = new ToneMeter();
        using var hearing = scene.Caller.ObserveAudio("ai", atCaller.Hear);

        var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

        var attempt = Assert.Single(result.Attempts);
        Assert.Equal(MergeStrategy.AudioBridge, attempt.MergedBy);
        Assert.NotNull(attempt.DecidedAt);
        await Eventually.TrueAsync(() => atCaller.Seconds >= 3);
        scene.Report($"tone share at the caller {atCaller.Share():0.0000}; to human {result.Call.RelayToHuman}; to caller {result.Call.RelayToCaller}; decision to bridge {(attempt.MergedAt - attempt.DecidedAt)?.TotalMilliseconds:0} ms");
        Assert.InRange(atCaller.Share(), 0.95, 1.01);
        Assert.InRange(result.Call.RelayToHuman!.Frames, 200, long.MaxValue);

        await scene.Caller.DisposeAsync();
        Assert.Equal(CallEndedBy.Caller, (await result.Call.Completion.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).By);
        await scene.AssertNoRoomIsLeftAsync();
    }

    [Fact]
    public async Task Callee_PressesTwo_Declines()
    {
        await using var scene = await TransferScene.StartAsync(native, "LIVEKIT_TEST_CALLEE_DECLINES", "a phone that answers and presses 2");

        var seen = new RoomEventLog(scene.Caller);
        var result = Assert.IsType<WarmTransferResult.Declined>(await scene.TransferAsync());
        await scene.SayToCallerAsync("Back again.");

        Assert.Equal("pressed 2", result.Reason);
        // Nothing is played any more when the word is said; which of the two the caller is told of first is the network's.
        RoomEvent[] told = [await NextAsync(), await NextAsync()];
        var silenced = Assert.Single(told.OfType<RoomEvent.TrackMuteChanged>());
        Assert.Equal(("hold_audio", true), (silenced.Track.Name, silenced.Track.Muted));
        Assert.Equal("Back again.", Assert.Single(told.OfType<RoomEvent.TextReceived>()).Text.Text);
        var attempt = Assert.Single(result.Attempts);
        scene.Report($"decided at {attempt.DecidedAt:HH:mm:ss.fff}, everything closed {(attempt.EndedAt - attempt.DecidedAt)?.TotalMilliseconds:0} ms later");
        await scene.AssertCallerIsBackAsync();

        async Task<RoomEvent> NextAsync() => await seen.FindAsync<RoomEvent>(happened => happened is RoomEvent.TrackMuteChanged or RoomEvent.TextReceived);
    }

    [Fact]
    public async Task Callee_Busy_IsSaidSo()
    {
        await using var scene = await TransferScene.StartAsync(native, "LIVEKIT_TEST_CALLEE_BUSY", "a phone that is busy");

        var result = Assert.IsType<WarmTransferResult.Busy>(await scene.TransferAsync());

        var attempt = Assert.Single(result.Attempts);
        Assert.Equal(486, attempt.SipStatusCode);
        scene.Report($"everything closed {(attempt.EndedAt - attempt.DialledAt)?.TotalMilliseconds:0} ms after dialling");
        await scene.AssertCallerIsBackAsync();
    }

    [Fact]
    public async Task Callee_NeverAnswers_IsNoAnswer()
    {
        await using var scene = await TransferScene.StartAsync(native, "LIVEKIT_TEST_CALLEE_SILENT", "a phone that rings for ever");
        scene.Options.RingingTimeout = TimeSpan.FromSeconds(3);

        Assert.IsType<WarmTransferResult.NoAnswer>(await scene.TransferAsync());

        await scene.AssertCallerIsBackAsync();
    }

    [Fact]
    public async Task Caller_LeavesWhileItRings_NothingIsLeft()
    {
        await using var scene = await TransferScene.StartAsync(native, "LIVEKIT_TEST_CALLEE_SILENT", "a phone that rings for ever");
        var transfer = scene.TransferAsync();
        await scene.RingsAsync();
        var leaving = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();

        await scene.Caller.DisposeAsync();
        var gone = clock.ElapsedMilliseconds;

        Assert.IsType<WarmTransferResult.CallerLeft>(await transfer);
        scene.Report($"left at {leaving:HH:mm:ss.fff}: caller gone after {gone} ms, everything closed after {clock.ElapsedMilliseconds} ms");
        await scene.AssertOnlyTheCallersRoomIsLeftAsync();
    }

    [Fact]
    public async Task Cancelled_WhileItRings_TheCallerIsBack()
    {
        await using var scene = await TransferScene.StartAsync(native, "LIVEKIT_TEST_CALLEE_SILENT", "a phone that rings for ever");
        using var cancellation = new CancellationTokenSource();
        var transfer = scene.TransferAsync(cancellation.Token);
        await scene.RingsAsync();
        var cancelling = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();

        cancellation.Cancel();

        Assert.IsType<WarmTransferResult.Cancelled>(await transfer);
        scene.Report($"cancelled at {cancelling:HH:mm:ss.fff}: everything closed after {clock.ElapsedMilliseconds} ms");
        await scene.AssertCallerIsBackAsync();
    }
}
