using WarmTransfer.Emulator;
using static WarmTransfer.Runtime.Tests.PublicTasks.PublicTask;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>The tasks of agent workers, of their jobs, and of their connections.</summary>
internal static class WorkerTasks
{
    private static readonly EmulatedCallerOptions Browser = new() { Kind = ParticipantKind.Standard };

    public static IEnumerable<PublicTask> All =>
    [
        AtOnce("AgentWorker.StartAsync", async stage =>
        {
            await using var worker = NewWorker(stage, "idle", (_, _) => Task.CompletedTask);
            await stage.WaitAsync(worker.StartAsync(CancellationToken.None));
        }),
        Stops("AgentWorker.StopAsync", worker => worker.StopAsync(CancellationToken.None)),
        Stops("AgentWorker.DisposeAsync", worker => worker.DisposeAsync().AsTask()),
        Waits("JobContext.WaitForParticipantAsync", async stage =>
        {
            var job = await ShareJobAsync(stage);
            var waiting = stage.WaitAsync(job.WaitForParticipantAsync());
            await using var human = await JoinLaterAsync(stage, job);
            await waiting;
        }),
        Waits("JobContext.WaitForDepartureAsync", async stage =>
        {
            var job = await ShareJobAsync(stage);
            await using var human = await JoinLaterAsync(stage, job);
            _ = stage.AfterASecondAsync(() => _ = human.LeaveAsync());
            await stage.WaitAsync(job.WaitForDepartureAsync(human.Identity));
        }),
        Waits("JobContext.StartSessionAsync", async stage =>
        {
            var job = await ShareJobAsync(stage);
            var starting = stage.WaitAsync(job.StartSessionAsync(new CallSessionOptions { ChatClient = new ScriptedChatClient(), TimeProvider = stage.Time }));
            await using var human = await JoinLaterAsync(stage, job);
            await (await starting).DisposeAsync();
        }),
        AtOnce("IWorkerConnector.ConnectAsync", async stage =>
        {
            await using var connection = await stage.WaitAsync(ConnectAsync(stage));
        }),
        AtOnce("IWorkerConnection.SendAsync", async stage =>
        {
            await using var connection = await ConnectAsync(stage);
            await stage.WaitAsync(connection.SendAsync(ReadOnlyMemory<byte>.Empty));
        }),
        Waits("IWorkerConnection.ReceiveAsync", async stage =>
        {
            var connection = await ConnectAsync(stage);
            _ = stage.AfterASecondAsync(() => _ = connection.DisposeAsync().AsTask());
            Assert.Null(await stage.WaitAsync(connection.ReceiveAsync()));
        }),
        AtOnce("IWorkerConnection.DisposeAsync", async stage =>
        {
            var connection = await ConnectAsync(stage);
            await stage.WaitAsync(connection.DisposeAsync());
        }),
    ];

    // The job that runs ends by itself, after three seconds, whatever it is told.
    private static PublicTask Stops(string member, Func<AgentWorker, Task> stop) => WaitsCostly(member, async stage =>
    {
        var agent = stage.NewName("agent");
        await using var worker = NewWorker(stage, agent, (_, _) => stage.DelayAsync(3));
        await worker.StartAsync(CancellationToken.None);
        await BeginJobAsync(stage, worker);
        await stage.WaitAsync(stop(worker));
    });

    private static AgentWorker NewWorker(Stage stage, string agent, Func<JobContext, CancellationToken, Task> entrypoint) =>
        new(stage.Backend, stage.LiveKit.Workers, new LiveKitWorkerOptions { AgentName = agent, Entrypoint = entrypoint, MeasureCpu = () => 0 }, timeProvider: stage.Time);

    private static async Task BeginJobAsync(Stage stage, AgentWorker worker)
    {
        await stage.DelayAsync(0.1);
        await stage.Client.CreateAgentDispatchAsync(new CreateAgentDispatchRequest { Room = Stage.Side, AgentName = worker.AgentName });
        await Eventually.TrueAsync(() => worker.ActiveJobs == 1, stage.Time);
    }

    private static async Task<JobContext> ShareJobAsync(Stage stage)
    {
        JobContext? begun = null;
        var shared = await stage.ShareAsync(async () =>
        {
            var worker = NewWorker(stage, "shared", (job, cancellationToken) =>
            {
                begun = job;
                return Task.Delay(Timeout.InfiniteTimeSpan, stage.Time, cancellationToken);
            });
            await worker.StartAsync(CancellationToken.None);
            await BeginJobAsync(stage, worker);
            await Eventually.TrueAsync(() => begun is not null, stage.Time);
            return new SharedJob(worker, begun!);
        });
        return shared.Job;
    }

    private static async Task<EmulatedCaller> JoinLaterAsync(Stage stage, JobContext job)
    {
        await stage.DelayAsync(1);
        return await EmulatedCaller.JoinAsync(stage.LiveKit, job.Room.Name, "human", Browser);
    }

    private static Task<IWorkerConnection> ConnectAsync(Stage stage) =>
        stage.LiveKit.Workers.ConnectAsync(stage.LiveKit.Url, stage.Client.SignToken(new AccessToken { Video = new VideoGrant { Agent = true } }));

    private sealed class SharedJob(AgentWorker worker, JobContext job) : IAsyncDisposable
    {
        public JobContext Job => job;

        public ValueTask DisposeAsync() => worker.DisposeAsync();
    }
}
