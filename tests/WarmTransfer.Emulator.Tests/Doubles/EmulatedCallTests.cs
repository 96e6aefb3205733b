using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.Doubles;

public sealed class EmulatedCallTests
{
    private readonly VirtualTime _time = new();
    private readonly EmulatedCall _call;

    public EmulatedCallTests() => _call = new EmulatedCall(_time);

    [Fact]
    public void End_ByTheCaller_CompletesTheCallOfAResult() => _time.Run(async () =>
    {
        var result = new WarmTransferResult.Connected("human") { Call = _call, HoldTime = TimeSpan.FromSeconds(40) };
        var ended = Ended(result.Call);
        await Task.Delay(TimeSpan.FromMinutes(3), _time);
        Assert.False(ended.IsCompleted);

        Assert.True(_call.End(CallEndedBy.Caller));

        Assert.Equal(new CallEnd(CallEndedBy.Caller, DisconnectReason.ClientInitiated, TimeSpan.FromMinutes(3)), await ended);
    });

    [Fact]
    public void EndAsync_ByTheApplication_Completes() => _time.Run(async () =>
    {
        var end = await _call.EndAsync();

        Assert.Equal((CallEndedBy.Application, DisconnectReason.RoomDeleted), (end.By, end.Reason));
        Assert.Same(end, await _call.Completion);
    });

    [Fact]
    public void End_TwiceOrDisposed_FirstCounts() => _time.Run(async () =>
    {
        Assert.True(_call.End(CallEndedBy.Human, DisconnectReason.RoomClosed));
        Assert.False(_call.End(CallEndedBy.Caller));
        await _call.DisposeAsync();

        Assert.Equal(CallEndedBy.Human, (await _call.EndAsync()).By);
    });

    [Fact]
    public void Completion_WithALimit_TimesOutOnTheClock() => _time.Run(async () =>
    {
        await Assert.ThrowsAsync<TimeoutException>(() => _call.Completion.WaitAsync(TimeSpan.FromMinutes(5), _time));

        Assert.Equal(TimeSpan.FromMinutes(5), _time.Elapsed);
    });

    private static async Task<CallEnd> Ended(ConnectedCall call) => await call.Completion;
}
