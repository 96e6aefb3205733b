using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Workers;

public sealed class DispatchGuardTests
{
    [Fact]
    public void AgentThatComes_IsNamed() => WorkerScene.Run(async scene =>
    {
        await scene.StartAsync(scene.UntilCancelled);
        var result = await Guard(scene).DispatchAsync("room", WorkerScene.Agent, "m");

        var joined = Assert.IsType<DispatchResult.Joined>(result);
        Assert.Equal(scene.Begun[0].Job.Room.LocalIdentity, joined.Identity);
        Assert.Equal(scene.Begun[0].Job.Info.DispatchId, joined.DispatchId);
        Assert.InRange(joined.Elapsed, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1));
    });

    [Fact]
    public void AgentNameThatNobodyHas_IsToldAtTheDeadline_AndTakenBack() => WorkerScene.Run(async scene =>
    {
        await scene.StartAsync(scene.UntilCancelled);
        var result = await Guard(scene).DispatchAsync("room", "misspelt", deadline: TimeSpan.FromSeconds(3));

        Assert.Equal(3, Assert.IsType<DispatchResult.NobodyCame>(result).Elapsed.TotalSeconds, tolerance: 0.1);
        Assert.DoesNotContain(await scene.Server.ListAgentDispatchesAsync("room"), dispatch => dispatch.Id == result.DispatchId);
    });

    [Fact]
    public void AgentOfAnotherDispatch_IsNotTakenForThisOne() => WorkerScene.Run(async scene =>
    {
        await scene.StartAsync(scene.UntilCancelled, options => options.MaxJobs = 1);
        Assert.IsType<DispatchResult.Joined>(await Guard(scene).DispatchAsync("room", WorkerScene.Agent));
        Assert.IsType<DispatchResult.NobodyCame>(await Guard(scene).DispatchAsync("room", WorkerScene.Agent));
    });

    [Fact]
    public void AgentOfAnotherMake_IsRecognizedByItsJob() => WorkerScene.Run(async scene =>
    {
        // A worker of another make: it sets no attributes, and joins a while after it was assigned.
        var other = await scene.Emulator.Workers.ConnectAsync(scene.Emulator.Url, scene.Server.SignToken(new AccessToken { Video = new VideoGrant { Agent = true } }));
        var serving = ForeignWorker.ServeOneAsync(other, scene.Emulator, "python-1");
        var result = await Guard(scene).DispatchAsync("room", ForeignWorker.Agent);
        Assert.Equal("python-1", Assert.IsType<DispatchResult.Joined>(result).Identity);
        await (await serving).DisposeAsync();
        await other.DisposeAsync();
    });

    [Fact]
    public void ErrorsWhileLooking_AreWaitedOut() => WorkerScene.Run(async scene =>
    {
        await scene.StartAsync(scene.UntilCancelled);
        scene.Emulator.Faults.Add("RoomService/ListParticipants", new ServerFault.Refused("unavailable", "no response from servers"), times: 3);
        Assert.IsType<DispatchResult.Joined>(await Guard(scene).DispatchAsync("room", WorkerScene.Agent));
    });

    [Fact]
    public void Cancelled_TakesTheDispatchBack() => WorkerScene.Run(async scene =>
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2), scene.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard(scene).DispatchAsync("room", "nobody", cancellationToken: cancel.Token));
        Assert.DoesNotContain(await scene.Server.ListAgentDispatchesAsync("room"), dispatch => dispatch.AgentName == "nobody");
    });

    [Theory]
    [InlineData("", "agent")]
    [InlineData("room", " ")]
    public void MissingName_IsRefusedBeforeAnythingIsSent(string room, string agent) => WorkerScene.Run(async scene =>
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Guard(scene).DispatchAsync(room, agent));
        Assert.Empty(await scene.Server.ListRoomsAsync());
    });

    [Fact]
    public void NoTimeAtAll_IsRefused() => WorkerScene.Run(scene =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Guard(scene).DispatchAsync("room", "agent", deadline: TimeSpan.Zero)));

    private static DispatchGuard Guard(WorkerScene scene) => new(scene.Server, scene.Time);
}
