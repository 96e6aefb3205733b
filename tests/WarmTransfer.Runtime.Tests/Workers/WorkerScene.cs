using Microsoft.Extensions.Logging;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>An emulated LiveKit under a virtual clock, workers that serve it, and what they did.</summary>
internal sealed class WorkerScene
{
    public const string Agent = "support-line";

    private readonly List<AgentWorker> _workers = [];

    public WorkerScene() => Emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = Time });

    public VirtualTime Time { get; } = new();

    public LiveKitEmulator Emulator { get; }

    public ILiveKitServer Server => Emulator.Backend.Server;

    public LogRecorder Log { get; } = new();

    /// <summary>Gets the jobs that were begun, in order, with the worker that runs each.</summary>
    public List<(AgentWorker Worker, JobContext Job)> Begun { get; } = [];

    /// <summary>Runs a scene; everything is stopped after it, and nothing may be left open.</summary>
    public static void Run(Func<WorkerScene, Task> body)
    {
        var scene = new WorkerScene();
        scene.Time.Run(async () =>
        {
            await body(scene);
            foreach (var worker in scene._workers)
                await worker.DisposeAsync();
            foreach (var room in await scene.Server.ListRoomsAsync())
                await scene.Server.DeleteRoomAsync(room.Name);
            scene.Emulator.AssertNothingLeft();
            await scene.Emulator.DisposeAsync();
        });
    }

    /// <summary>Starts a worker and waits until it is registered.</summary>
    public async Task<AgentWorker> StartAsync(Func<JobContext, CancellationToken, Task> entrypoint, Action<LiveKitWorkerOptions>? configure = null)
    {
        AgentWorker? worker = null;
        worker = Make(Emulator.Workers, (job, cancellationToken) =>
        {
            Begun.Add((worker!, job));
            return entrypoint(job, cancellationToken);
        }, configure);
        await worker.StartAsync(CancellationToken.None);
        await WaitAsync(0.1);
        Assert.Equal(WorkerState.Available, worker.State);
        return worker;
    }

    /// <summary>Makes a worker that is not started.</summary>
    public AgentWorker Make(IWorkerConnector connector, Func<JobContext, CancellationToken, Task> entrypoint, Action<LiveKitWorkerOptions>? configure = null, LiveKitBackend? liveKit = null)
    {
        var options = new LiveKitWorkerOptions { AgentName = Agent, Entrypoint = entrypoint, MeasureCpu = () => 0 };
        configure?.Invoke(options);
        var worker = new AgentWorker(liveKit ?? Emulator.Backend, connector, options, services: null, Time, Log.CreateLogger<AgentWorker>());
        _workers.Add(worker);
        return worker;
    }

    /// <summary>An entrypoint that waits for as long as the job is not cancelled.</summary>
    public Task UntilCancelled(JobContext job, CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, Time, cancellationToken);

    /// <summary>An entrypoint that takes some seconds.</summary>
    public Func<JobContext, CancellationToken, Task> Lasting(double seconds) => (_, cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), Time, cancellationToken);

    public Task<AgentDispatch> DispatchAsync(string room, string agentName = Agent, string metadata = "") =>
        Server.CreateAgentDispatchAsync(new CreateAgentDispatchRequest { Room = room, AgentName = agentName, Metadata = metadata });

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Time);

    public async Task<string[]> IdentitiesAsync(string room) => [.. (await Server.ListParticipantsAsync(room)).Select(participant => participant.Identity)];

    public bool Logged(LogLevel level, string text) => Log.Records.Any(record => record.Level == level && $"{record.Message} {record.Exception}".Contains(text, StringComparison.Ordinal));
}
