using Microsoft.Extensions.Logging;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>How jobs and workers end.</summary>
public sealed class WorkerShutdownTests
{
    [Fact]
    public void Stop_LeavesRunningJobsTheirTime_AndTakesNoMore() => WorkerScene.Run(async scene =>
    {
        var ends = new List<JobEndReason>();
        var worker = await scene.StartAsync(Noting(ends, scene.Lasting(10)));
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);

        var stopping = worker.StopAsync(CancellationToken.None);
        Assert.Equal(WorkerState.Draining, worker.State);
        await scene.DispatchAsync("late");
        await scene.WaitAsync(5);
        Assert.False(stopping.IsCompleted);
        await stopping;

        Assert.Equal(WorkerState.Stopped, worker.State);
        Assert.Equal([JobEndReason.Completed], ends);
        Assert.Single(scene.Begun);
    });

    [Fact]
    public void Stop_WhenTheTimeIsUp_CancelsWhatIsLeft() => WorkerScene.Run(async scene =>
    {
        var ends = new List<JobEndReason>();
        var worker = await scene.StartAsync(Noting(ends, scene.UntilCancelled), options => options.DrainTimeout = TimeSpan.FromSeconds(3));
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);
        var before = scene.Time.Elapsed;
        await worker.StopAsync(CancellationToken.None);

        Assert.Equal(3, (scene.Time.Elapsed - before).TotalSeconds, tolerance: 0.1);
        Assert.Equal([JobEndReason.WorkerStopped], ends);
        Assert.Empty(await scene.IdentitiesAsync("room"));
    });

    [Fact]
    public void Stop_WhenTheHostIsInAHurry_CancelsAtOnce() => WorkerScene.Run(async scene =>
    {
        var ends = new List<JobEndReason>();
        var worker = await scene.StartAsync(Noting(ends, scene.UntilCancelled));
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(2), scene.Time);
        var before = scene.Time.Elapsed;
        await worker.StopAsync(hurry.Token);

        Assert.Equal(2, (scene.Time.Elapsed - before).TotalSeconds, tolerance: 0.1);
        Assert.Equal([JobEndReason.WorkerStopped], ends);
    });

    [Fact]
    public void JobThatIgnoresItsCancellation_IsLeftToItself() => WorkerScene.Run(async scene =>
    {
        var worker = await scene.StartAsync((_, _) => scene.WaitAsync(60), options => (options.DrainTimeout, options.CancelTimeout) = (TimeSpan.Zero, TimeSpan.FromSeconds(2)));
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);
        var before = scene.Time.Elapsed;
        await worker.StopAsync(CancellationToken.None);

        Assert.Equal(2, (scene.Time.Elapsed - before).TotalSeconds, tolerance: 0.1);
        Assert.True(scene.Logged(LogLevel.Warning, "did not end within 00:00:02"));
        Assert.Empty(await scene.IdentitiesAsync("room"));
        await scene.WaitAsync(60);
    });

    [Fact]
    public void Stop_WhileConnecting_EndsIt() => WorkerScene.Run(async scene =>
    {
        var worker = scene.Make(new ScriptedWorkerServer { Answers = false }, scene.UntilCancelled);
        await worker.StartAsync(CancellationToken.None);
        await scene.WaitAsync(1);
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(WorkerState.Stopped, worker.State);
    });

    [Fact]
    public void RoomDeleted_EndsItsJobAsServed() => WorkerScene.Run(async scene =>
    {
        var ends = new List<JobEndReason>();
        var worker = await scene.StartAsync(Noting(ends, scene.UntilCancelled));
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);
        await scene.Server.DeleteRoomAsync("room");
        await scene.WaitAsync(0.1);

        Assert.Equal([JobEndReason.Disconnected], ends);
        Assert.Equal(0, worker.ActiveJobs);
        Assert.DoesNotContain(scene.Log.Records, record => record.Level >= LogLevel.Error);
    });

    [Fact]
    public void DispatchDeleted_EndsItsJob() => WorkerScene.Run(async scene =>
    {
        var ends = new List<JobEndReason>();
        await scene.StartAsync(Noting(ends, scene.UntilCancelled));
        var dispatch = await scene.DispatchAsync("room");
        await scene.WaitAsync(6);
        await scene.Server.DeleteAgentDispatchAsync("room", dispatch.Id);
        await scene.WaitAsync(0.1);

        Assert.Equal([JobEndReason.Terminated], ends);
        Assert.Empty(await scene.IdentitiesAsync("room"));
    });

    [Fact]
    public void Shutdown_ByTheJobItself_CancelsIt() => WorkerScene.Run(async scene =>
    {
        var ends = new List<JobEndReason>();
        await scene.StartAsync(Noting(ends, scene.UntilCancelled));
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);
        scene.Begun[0].Job.Shutdown();
        await scene.WaitAsync(0.1);
        Assert.Equal([JobEndReason.Requested], ends);
    });

    [Fact]
    public void EndReason_OfAJobThatHasNotEnded_IsUnknown() => Assert.Equal(JobEndReason.Unknown, default);

    [Fact]
    public void ShutdownCallbacks_AreCalledLastFirst_BeforeTheRoomIsLeft_EachOnItsOwn() => WorkerScene.Run(async scene =>
    {
        var called = new List<string>();
        var worker = await scene.StartAsync((job, _) =>
        {
            job.OnShutdown((_, _) => Note("first", job.Room.IsConnected));
            job.OnShutdown((_, _) => throw new InvalidOperationException("second"));
            job.OnShutdown((_, cancellationToken) => scene.Time.WaitForAsync(Task.Delay(Timeout.InfiniteTimeSpan, scene.Time, cancellationToken)));
            job.OnShutdown((_, _) => Note("last", job.Room.IsConnected));
            return Task.CompletedTask;
        });
        await scene.DispatchAsync("room");
        await scene.WaitAsync(10);

        Assert.Equal(["last True", "first True"], called);
        Assert.Equal(0, worker.ActiveJobs);
        Assert.Throws<InvalidOperationException>(() => scene.Begun[0].Job.OnShutdown((_, _) => Task.CompletedTask));

        Task Note(string name, bool isConnected)
        {
            called.Add($"{name} {isConnected}");
            return Task.CompletedTask;
        }
    });

    [Fact]
    public void ShutdownCallback_DoesRealWork_IsNotCutShort() => WorkerScene.Run(async scene =>
    {
        var isStored = false;
        await scene.StartAsync((job, _) =>
        {
            job.OnShutdown(async (_, cancellationToken) =>
            {
                await Task.Run(() => Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken), cancellationToken);
                isStored = true;
            });
            return Task.CompletedTask;
        });
        await scene.DispatchAsync("room");
        await scene.WaitAsync(10);

        Assert.True(isStored);
    });

    private static Func<JobContext, CancellationToken, Task> Noting(List<JobEndReason> ends, Func<JobContext, CancellationToken, Task> entrypoint) => (job, cancellationToken) =>
    {
        job.OnShutdown((reason, _) =>
        {
            ends.Add(reason);
            return Task.CompletedTask;
        });
        return entrypoint(job, cancellationToken);
    };
}
