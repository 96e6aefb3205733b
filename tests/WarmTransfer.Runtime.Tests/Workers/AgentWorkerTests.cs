using Microsoft.Extensions.Logging;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>Workers and their jobs against the emulator.</summary>
public sealed class AgentWorkerTests
{
    [Fact]
    public void Dispatch_ToAWorker_IsServedInItsRoom() => WorkerScene.Run(async scene =>
    {
        var worker = await scene.StartAsync(scene.Lasting(5));
        var dispatch = await scene.DispatchAsync("room", metadata: """{"customer":7}""");
        await scene.WaitAsync(1);

        var job = Assert.Single(scene.Begun).Job;
        Assert.Equal(dispatch.Id, job.Info.DispatchId);
        Assert.Equal("""{"customer":7}""", job.Metadata);
        Assert.Equal("room", job.Room.Name);
        Assert.Equal(JobType.Room, job.Info.Type);
        Assert.Equal(1, worker.ActiveJobs);
        var agent = Assert.Single(await scene.Server.ListParticipantsAsync("room"));
        Assert.Equal("agent-" + job.Info.Id, agent.Identity);
        Assert.Equal(ParticipantKind.Agent, agent.Kind);
        Assert.Equal(WorkerScene.Agent, agent.GetAttribute(AgentAttributes.AgentName));
        Assert.Equal(dispatch.Id, agent.GetAttribute(AgentAttributes.DispatchId));

        await scene.WaitAsync(5);
        Assert.Equal(0, worker.ActiveJobs);
        Assert.Empty(await scene.IdentitiesAsync("room"));
    });

    [Fact]
    public void ThreeWorkers_And300Dispatches_ServeEachOnce() => WorkerScene.Run(async scene =>
    {
        AgentWorker[] workers = [await StartAsync(), await StartAsync(), await StartAsync()];
        var dispatches = new List<string>();
        for (var call = 0; call < 300; call++)
        {
            dispatches.Add((await scene.DispatchAsync($"call-{call}")).Id);
            await scene.WaitAsync(0.05);
        }

        await scene.WaitAsync(30);
        Assert.Equal(dispatches.Order(StringComparer.Ordinal), scene.Begun.Select(begun => begun.Job.Info.DispatchId).Order(StringComparer.Ordinal));
        Assert.All(workers, worker => Assert.InRange(scene.Begun.Count(begun => begun.Worker == worker), 50, 150));
        Assert.All(workers, worker => Assert.Equal(0, worker.ActiveJobs));

        Task<AgentWorker> StartAsync() => scene.StartAsync(scene.Lasting(20), options => options.MaxJobs = 300);
    });

    [Fact]
    public void Options_ChangedLater_HaveNoEffect() => WorkerScene.Run(async scene =>
    {
        LiveKitWorkerOptions? given = null;
        var worker = await scene.StartAsync(scene.Lasting(5), options => given = options);
        (given!.AgentName, given.Entrypoint, given.MaxJobs) = ("other", null, 0);
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);

        Assert.Equal(WorkerScene.Agent, worker.AgentName);
        Assert.Single(scene.Begun);
    });

    [Fact]
    public void Measure_ThatAsksTheWorkerFromAnotherThread_IsAnswered() => WorkerScene.Run(async scene =>
    {
        AgentWorker? worker = null;
        var isAnswered = new List<bool>();
        worker = await scene.StartAsync(scene.Lasting(1), options => options.MeasureCpu = () =>
        {
            var asking = new Thread(() => _ = worker?.State);
            asking.Start();
            isAnswered.Add(asking.Join(TimeSpan.FromSeconds(10)));
            return 0;
        });
        await scene.WaitAsync(6);

        Assert.True(isAnswered.Count > 1);
        Assert.DoesNotContain(false, isAnswered);
    });

    [Fact]
    public void ConnectionLost_DuringAJob_TheJobGoesOnAndTheWorkerComesBack() => WorkerScene.Run(async scene =>
    {
        var worker = await scene.StartAsync(scene.Lasting(20));
        var first = worker.WorkerId;
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);

        scene.Emulator.DropWorkers();
        await scene.WaitAsync(0.1);
        Assert.Equal(WorkerState.Connecting, worker.State);
        Assert.Null(worker.WorkerId);
        await scene.WaitAsync(2);
        Assert.Equal(WorkerState.Available, worker.State);
        Assert.NotEqual(first, worker.WorkerId);
        Assert.Equal(1, worker.ActiveJobs);
        Assert.Single(await scene.IdentitiesAsync("room"));
        Assert.True(scene.Logged(LogLevel.Warning, "lost its connection with 1 jobs running"));

        await scene.DispatchAsync("other");
        await scene.WaitAsync(1);
        Assert.Equal(2, worker.ActiveJobs);
        await scene.WaitAsync(20);
        Assert.Equal(0, worker.ActiveJobs);
        Assert.Equal(2, scene.Begun.Count);
    });

    [Fact]
    public void FullWorker_IsNotOfferedMore_AndTakesAgainWhenAJobHasEnded() => WorkerScene.Run(async scene =>
    {
        var worker = await scene.StartAsync(scene.Lasting(5), options => options.MaxJobs = 1);
        await scene.DispatchAsync("first");
        await scene.WaitAsync(1);
        Assert.Equal(WorkerState.Full, worker.State);
        await scene.DispatchAsync("lost");
        await scene.WaitAsync(6);
        Assert.Equal(WorkerState.Available, worker.State);
        await scene.DispatchAsync("second");
        await scene.WaitAsync(1);
        Assert.Equal(["first", "second"], scene.Begun.Select(begun => begun.Job.Info.RoomName));
    });

    [Fact]
    public void OffersAtOnce_MoreThanThereIsRoomFor_AreDeclinedForOthers() => WorkerScene.Run(async scene =>
    {
        await scene.StartAsync(scene.Lasting(5), options => options.MaxJobs = 2);
        await scene.StartAsync(scene.Lasting(5), options => options.MaxJobs = 4);
        for (var call = 0; call < 6; call++)
            await scene.DispatchAsync($"call-{call}");
        await scene.WaitAsync(1);
        Assert.Equal([2, 4], scene.Begun.GroupBy(begun => begun.Worker).Select(jobs => jobs.Count()).Order());
    });

    [Fact]
    public void BusyMachine_IsFull() => WorkerScene.Run(async scene =>
    {
        var cpu = 0.1;
        var worker = await scene.StartAsync(scene.Lasting(1), options => options.MeasureCpu = () => cpu);
        cpu = 0.9;
        await scene.WaitAsync(3);
        Assert.Equal(WorkerState.Full, worker.State);
        await scene.DispatchAsync("lost");
        await scene.WaitAsync(1);
        Assert.Empty(scene.Begun);
    });

    [Fact]
    public void MeasureOfTheMachine_ThatThrows_IsLoggedAndDoneWithout() => WorkerScene.Run(async scene =>
    {
        await scene.StartAsync(scene.Lasting(1), options => options.MeasureCpu = () => throw new InvalidOperationException("no counter"));
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);
        Assert.Single(scene.Begun);
        Assert.True(scene.Logged(LogLevel.Warning, "measure of the machine's use threw"));
    });

    [Fact]
    public void OfferDeclined_GoesToTheNext() => WorkerScene.Run(async scene =>
    {
        var asked = 0;
        var willing = await scene.StartAsync(scene.Lasting(1), options => options.OnOffer = job => new JobAnswer.Accept
        {
            Identity = "ada",
            Name = "Ada",
            Metadata = "m",
            Attributes = new Dictionary<string, string> { ["for"] = job.Metadata },
        });
        await scene.StartAsync(scene.Lasting(1), options => options.OnOffer = _ => Decline());
        await scene.StartAsync(scene.Lasting(1), options => options.OnOffer = _ => throw new InvalidOperationException("not today"));
        for (var call = 0; call < 10; call++)
            await scene.DispatchAsync($"call-{call}", metadata: "vip");
        await scene.WaitAsync(0.5);

        Assert.True(asked > 0);
        Assert.Equal(10, scene.Begun.Count);
        Assert.All(scene.Begun, begun => Assert.Same(willing, begun.Worker));
        Assert.True(scene.Logged(LogLevel.Error, "handler of offers threw"));
        var agent = Assert.Single(await scene.Server.ListParticipantsAsync("call-0"));
        Assert.Equal(("ada", "Ada", "m", "vip"), (agent.Identity, agent.Name, agent.Metadata, agent.GetAttribute("for")));

        JobAnswer Decline()
        {
            asked++;
            return JobAnswer.Decline;
        }
    });

    [Fact]
    public void WrongSecret_IsLoggedWithoutTheToken_AndTriedAgainLaterAndLater() => WorkerScene.Run(async scene =>
    {
        var url = scene.Emulator.Url.ToString();
        using var http = new HttpClient(scene.Emulator.CreateHandler());
        var credentials = new LiveKitCredentials(url, scene.Emulator.ApiKey, "some-other-secret-of-32-characters");
        var stranger = new LiveKitBackend(new LiveKitServerClient(http, credentials, scene.Time), scene.Emulator.Rooms);
        var worker = scene.Make(scene.Emulator.Workers, scene.UntilCancelled, liveKit: stranger);
        await worker.StartAsync(CancellationToken.None);
        await scene.WaitAsync(60);

        Assert.Equal(WorkerState.Connecting, worker.State);
        var refusals = scene.Log.Records.Where(record => record.Level == LogLevel.Error).ToList();
        Assert.InRange(refusals.Count, 5, 10);
        Assert.All(refusals, refusal => Assert.Contains("check the API key and secret", $"{refusal.Message} {refusal.Exception}", StringComparison.Ordinal));
        Assert.DoesNotContain("eyJ", scene.Log.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void JobThatThrows_HurtsNeitherOthersNorTheWorker() => WorkerScene.Run(async scene =>
    {
        var worker = await scene.StartAsync((job, cancellationToken) =>
            job.Info.RoomName == "bad" ? throw new InvalidOperationException("no such account") : scene.Lasting(5)(job, cancellationToken));
        await scene.DispatchAsync("good");
        await scene.DispatchAsync("bad");
        await scene.WaitAsync(1);

        Assert.Equal(1, worker.ActiveJobs);
        Assert.Single(await scene.IdentitiesAsync("good"));
        Assert.Empty(await scene.IdentitiesAsync("bad"));
        Assert.True(scene.Logged(LogLevel.Error, "in room bad failed; other jobs go on"));
    });

    [Fact]
    public void Publisher_IsWhomTheAgentIsFor() => WorkerScene.Run(async scene =>
    {
        string? served = null;
        await scene.StartAsync(async (job, cancellationToken) => served = (await job.WaitForParticipantAsync(cancellationToken)).Identity, options => options.Type = JobType.Publisher);
        var room = await JoinAsync(scene, "bystander");
        var caller = await EmulatedCaller.JoinAsync(scene.Emulator, "room", "caller");
        await scene.DispatchAsync("room");
        await scene.WaitAsync(1);

        Assert.Equal("caller", Assert.Single(scene.Begun).Job.Info.Participant?.Identity);
        Assert.Equal("caller", served);
        await caller.LeaveAsync();
        await room.DisposeAsync();
    });

    [Fact]
    public void Worker_StartedTwice_SaysSo() => WorkerScene.Run(async scene =>
    {
        var worker = await scene.StartAsync(scene.UntilCancelled);
        await Assert.ThrowsAsync<InvalidOperationException>(() => worker.StartAsync(CancellationToken.None));
    });

    private static Task<IRoom> JoinAsync(WorkerScene scene, string identity) =>
        scene.Emulator.Rooms.ConnectAsync(scene.Emulator.Url, scene.Server.SignToken(new AccessToken { Identity = identity, Video = new VideoGrant { RoomJoin = true, Room = "room" } }));
}
