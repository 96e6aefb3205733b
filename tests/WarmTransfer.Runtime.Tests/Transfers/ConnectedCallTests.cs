using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class ConnectedCallTests
{
    [Fact]
    public void End_ReturnsHowTheCallEnded() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
            await Task.Delay(TimeSpan.FromSeconds(7), scene.Time);

            var end = await connected.Call.EndAsync();

            Assert.Equal(CallEndedBy.Application, end.By);
            Assert.True(end.Duration >= TimeSpan.FromSeconds(7));
            Assert.Equal(end, await connected.Call.EndAsync());
        });

    [Fact]
    public void End_TokenCancelled_StopsWaitingAndTheCallEndsAllTheSame() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
            scene.Faults.Add("RoomService/DeleteRoom", new ServerFault.Delayed(TimeSpan.FromSeconds(3)), FaultSchedule.Always);
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1), scene.Time);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connected.Call.EndAsync(impatient.Token));

            Assert.Equal(CallEndedBy.Application, (await connected.Call.Completion).By);
        });

    [Fact]
    public void Completion_WaitedForWithALimit_ComesBeforeTheLimit() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
            _ = LeaveAsync();

            var end = await connected.Call.Completion.WaitAsync(TimeSpan.FromMinutes(5), scene.Time);

            Assert.Equal(CallEndedBy.Caller, end.By);

            async Task LeaveAsync()
            {
                await Task.Delay(TimeSpan.FromSeconds(1), scene.Time);
                await scene.Caller.LeaveAsync();
            }
        });
}
