namespace WarmTransfer.Rtc.Tests;

/// <summary>An agent worker that a real server dispatches; skipped where there is none.</summary>
[Collection(NativeLibraryFixture.Collection)]
public sealed class RealWorkerTests(NativeLibraryFixture native)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispatch_IsServedInTheRoom_WithTheJobsToken()
    {
        await using var server = RealServer.Use(native);
        var served = new TaskCompletionSource<(JobInfo Info, string Caller, string Identity)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new LiveKitWorkerOptions
        {
            AgentName = server.RoomName,
            // The machine's other work is no reason to send calls elsewhere.
            MeasureCpu = () => 0,
            Entrypoint = async (job, cancellationToken) =>
            {
                var caller = await job.WaitForParticipantAsync(cancellationToken);
                served.TrySetResult((job.Info, caller.Identity, job.Room.LocalIdentity));
                await job.WaitForDepartureAsync(caller.Identity, cancellationToken);
                left.TrySetResult();
            },
        };
        await using var worker = new AgentWorker(server.Backend, new WebSocketWorkerConnector(), options);
        await worker.StartAsync(Cancellation);
        await Eventually.TrueAsync(() => worker.State == WorkerState.Available);
        var caller = await server.JoinAsync("caller");

        var dispatched = await new DispatchGuard(server.Api).DispatchAsync(server.RoomName, server.RoomName, "a caller about an invoice", cancellationToken: Cancellation);

        var joined = Assert.IsType<DispatchResult.Joined>(dispatched);
        var (info, callerIdentity, identity) = await served.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Equal(("a caller about an invoice", server.RoomName, "caller"), (info.Metadata, info.RoomName, callerIdentity));
        Assert.Equal(joined.Identity, identity);

        await caller.DisposeAsync();
        await left.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        await Eventually.TrueAsync(() => worker.ActiveJobs == 0);
        await worker.StopAsync(Cancellation);
        Assert.Equal(WorkerState.Stopped, worker.State);
    }

    [Fact]
    public async Task Dispatch_WithoutAWorker_IsToldAfterTheDeadline()
    {
        await using var server = RealServer.Use(native);
        await using var caller = await server.JoinAsync("caller");

        var agentName = "nobody-" + server.RoomName;

        var dispatched = await new DispatchGuard(server.Api).DispatchAsync(server.RoomName, agentName, deadline: TimeSpan.FromSeconds(2), cancellationToken: Cancellation);

        Assert.IsType<DispatchResult.NobodyCame>(dispatched);

        // The server has one without a name for every room.
        Assert.DoesNotContain(await server.Api.ListAgentDispatchesAsync(server.RoomName, cancellationToken: Cancellation), left => left.AgentName == agentName);
    }
}
