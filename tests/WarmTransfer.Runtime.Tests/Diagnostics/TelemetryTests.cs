using System.Diagnostics;
using WarmTransfer.Emulator;
using WarmTransfer.Runtime.Tests.Transfers;
using WarmTransfer.Runtime.Tests.Workers;

namespace WarmTransfer.Runtime.Tests.Diagnostics;

/// <summary>Traces and metrics, as OpenTelemetry collects them.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public void Transfer_ToABusyDesk_IsCountedAndTraced()
    {
        using var measured = new Measurements();

        TransferScene.Play(Phone.Busy(), async scene => await scene.EndsAsAsync<WarmTransferResult.Busy>());

        Assert.Equal(["1 {outcome=Busy}"], measured.Of("warmtransfer.transfers"));
        Assert.EndsWith(" {outcome=Busy}", Assert.Single(measured.Of("warmtransfer.hold.duration")), StringComparison.Ordinal);
        var activity = Assert.Single(measured.Activities);
        Assert.Equal("warm_transfer", activity.OperationName);
        Assert.Equal("Busy", activity.GetTagItem("warmtransfer.outcome"));
        Assert.Equal(486, activity.GetTagItem("warmtransfer.sip.status_code"));
    }

    [Fact]
    public void BridgedCall_WhenItHasEnded_TellsItsFrames()
    {
        using var measured = new Measurements();

        TransferScene.Play(
            TransferScene.Accepts,
            async scene =>
            {
                var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
                Assert.Empty(measured.Of("warmtransfer.relay.frames"));
                await connected.Call.EndAsync();
            },
            LiveKitEdition.OpenSource);

        string[] ways = ["to_human", "to_caller"];
        string[] fates = ["relayed", "late", "dropped", "filled"];
        Assert.Equal(
            ways.SelectMany(way => fates.Select(fate => $"{{relay.direction={way}, relay.fate={fate}}}")),
            measured.Of("warmtransfer.relay.frames").Select(told => told[told.IndexOf('{', StringComparison.Ordinal)..]));
        Assert.Equal(2, measured.Of("warmtransfer.relay.latency").Count());
    }

    [Fact]
    public void Jobs_ThatEnd_AreCountedAndTraced()
    {
        using var measured = new Measurements();

        WorkerScene.Run(async scene =>
        {
            await scene.StartAsync(async (job, cancellationToken) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(5), job.TimeProvider, cancellationToken);
                if (job.Metadata == "fail")
                    throw new InvalidOperationException("It is meant to fail.");
            });
            await scene.DispatchAsync("first");
            await scene.WaitAsync(6);
            await scene.DispatchAsync("second", metadata: "fail");
            await scene.WaitAsync(6);
            scene.Emulator.DropWorkers();
            await scene.WaitAsync(3);
        });

        Assert.Equal(["1 {agent=support-line, offer.taken=True}", "1 {agent=support-line, offer.taken=True}"], measured.Of("warmtransfer.worker.offers"));
        Assert.Equal(["1 {agent=support-line}", "-1 {agent=support-line}", "1 {agent=support-line}", "-1 {agent=support-line}"], measured.Of("warmtransfer.worker.jobs.active"));
        Assert.Equal(
            ["{agent=support-line, job.end=Completed}", "{agent=support-line, job.end=Failed}"],
            measured.Of("warmtransfer.worker.job.duration").Select(told => told[told.IndexOf('{', StringComparison.Ordinal)..]));
        Assert.Equal(["1 {agent=support-line}"], measured.Of("warmtransfer.worker.reconnects"));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], measured.Activities.Where(activity => activity.OperationName == "agent_job").Select(activity => activity.Status));
    }
}
