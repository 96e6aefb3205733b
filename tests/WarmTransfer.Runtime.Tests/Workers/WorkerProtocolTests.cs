using Microsoft.Extensions.Logging;
using WarmTransfer.Protocol;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>What a worker says to the server, and how it takes what the server should not say.</summary>
public sealed class WorkerProtocolTests
{
    [Fact]
    public void Worker_RegistersAndReportsItsLoad() => RunScripted(async (scene, server) =>
    {
        await scene.WaitAsync(1);
        var register = server.Received[0].Register;
        Assert.Equal(WorkerScene.Agent, register.AgentName);
        Assert.True(register.AllowedPermissions is { CanPublish: true, CanSubscribe: true, CanPublishData: true, CanUpdateMetadata: true });

        server.Offer("AJ_1");
        await scene.WaitAsync(0.1);
        Assert.Equal(WorkerStatus.WsAvailable, server.Received[1].UpdateWorker.Status);
        Assert.True(server.Received.Find(message => message.Availability is not null)!.Availability is { Available: true, JobId: "AJ_1", ParticipantIdentity: "agent-AJ_1" });
        var load = server.Received[^1].UpdateWorker;
        Assert.Equal(0.35f, load.Load);
        var reports = server.Received.Count;
        await scene.WaitAsync(2.5);
        Assert.Equal(reports + 1, server.Received.Count);
    });

    [Fact]
    public void JobsEnd_AreReported() => RunScripted(async (scene, server) =>
    {
        server.Assign("AJ_1", TokenFor(scene, "room-AJ_1"));
        server.Assign("AJ_2", "no token at all");
        await scene.WaitAsync(1);
        server.Assign("AJ_1", TokenFor(scene, "room-AJ_1"));
        await scene.WaitAsync(5);

        Assert.Equal([JobStatus.JsRunning, JobStatus.JsSuccess], StatusesOf(server, "AJ_1"));
        Assert.Equal([JobStatus.JsRunning, JobStatus.JsFailed], StatusesOf(server, "AJ_2"));
        Assert.Equal("LiveKitException (Unauthenticated)", server.JobStatuses.Last(update => update.JobId == "AJ_2").Error);
    });

    [Fact]
    public void JobEnding_WithoutAConnection_IsReportedOverTheNext() => RunScripted(async (scene, server) =>
    {
        server.Assign("AJ_1", TokenFor(scene, "room-AJ_1"));
        await scene.WaitAsync(1);
        server.Answers = false;
        server.Drop();
        await scene.WaitAsync(5);
        server.Answers = true;
        await scene.WaitAsync(30);
        Assert.Equal([JobStatus.JsRunning, JobStatus.JsSuccess], StatusesOf(server, "AJ_1"));
    });

    [Fact]
    public void RunningJobs_AreNamedToTheNextConnection() => RunScripted(async (scene, server) =>
    {
        server.Assign("AJ_1", TokenFor(scene, "room-AJ_1"));
        await scene.WaitAsync(1);
        server.Drop();
        await scene.WaitAsync(1.5);
        Assert.Equal(2, server.Connections);
        Assert.Equal(["AJ_1"], server.Received.Find(message => message.MigrateJob is not null)!.MigrateJob.JobIds);
    });

    [Fact]
    public void JobsThatGoOn_AreNamedBeforeTheEndsThatWereKept() => RunScripted(async (scene, server) =>
    {
        server.Assign("AJ_1", TokenFor(scene, "room-AJ_1"));
        await scene.WaitAsync(2);
        server.Assign("AJ_2", TokenFor(scene, "room-AJ_2"));
        server.Answers = false;
        server.Drop();
        await scene.WaitAsync(2);
        server.Send(new ServerMessage { Register = new RegisterWorkerResponse { WorkerId = "AW_2" } });
        await scene.WaitAsync(0.5);

        var named = server.Received.FindIndex(message => message.MigrateJob is not null);
        Assert.Equal(["AJ_2"], server.Received[named].MigrateJob.JobIds);
        Assert.True(named < server.Received.FindIndex(message => message.UpdateJob is { JobId: "AJ_1", Status: JobStatus.JsSuccess }));
    });

    [Fact]
    public void UnreadableAndUnknownMessages_AreLeftOut() => RunScripted(async (scene, server) =>
    {
        server.Send([0xFF, 0xFF, 0xFF]);
        server.Send([]);
        server.Send([0xFA, 0x01, 0x00]);
        server.Send(new ServerMessage { Availability = new AvailabilityRequest() });
        server.Send(new ServerMessage { Assignment = new JobAssignment { Token = "t" } });
        server.Send(new ServerMessage { Availability = new AvailabilityRequest { Job = new Job { Id = "AJ_0", Participant = new Protocol.ParticipantInfo { JoinedAtMs = long.MaxValue } } } });
        server.Send(new ServerMessage { Termination = new JobTermination { JobId = "AJ_unknown" } });
        await scene.WaitAsync(1);

        server.Offer("AJ_1");
        await scene.WaitAsync(1);
        Assert.Equal(1, server.Connections);
        Assert.Contains(server.Received, message => message.Availability is { Available: true });
        Assert.True(scene.Logged(LogLevel.Error, "could not deal with a message (Availability)"));
        Assert.True(scene.Logged(LogLevel.Warning, "was sent a message of 3 bytes that cannot be read"));
    });

    [Fact]
    public void ServerThatIsSilent_IsGivenUp_AndConnectedToAgain() => RunScripted(async (scene, server) =>
    {
        await scene.WaitAsync(100);
        Assert.Equal(1, server.Connections);
        server.Answers = false;
        await scene.WaitAsync(60);
        Assert.True(server.Connections > 1);
    });

    [Fact]
    public void ServerThatDoesNotRegister_IsTriedAgain() => WorkerScene.Run(async scene =>
    {
        var server = new ScriptedWorkerServer { Answers = false };
        var worker = scene.Make(server, scene.UntilCancelled);
        await worker.StartAsync(CancellationToken.None);
        await scene.WaitAsync(11.5);
        Assert.Equal(2, server.Connections);
        Assert.True(scene.Logged(LogLevel.Error, "it did not answer within 10 s"));
    });

    [Fact]
    public void Placeholder_OfAnOfferThatWentElsewhere_IsFreeAgain() => RunScripted(async (scene, server) =>
    {
        server.Offer("AJ_1");
        server.Offer("AJ_2");
        server.Offer("AJ_3");
        await scene.WaitAsync(1);
        Assert.Equal([true, true, false], Answers(server));
        await scene.WaitAsync(16);
        server.Offer("AJ_4");
        await scene.WaitAsync(1);
        Assert.Equal([true, true, false, true], Answers(server));
    });

    [Fact]
    public void Offer_ThatArrivesTwice_IsAcceptedTwice_AndKeepsItsPlace() => RunScripted(async (scene, server) =>
    {
        server.Offer("AJ_1");
        server.Offer("AJ_2");
        server.Offer("AJ_2");
        server.Offer("AJ_3");
        await scene.WaitAsync(1);
        Assert.Equal([true, true, true, false], Answers(server));
    });

    [Fact]
    public void Backoff_DoublesUpToALimit_WithJitter()
    {
        var backoff = new WorkerBackoff(new Random(7));
        double[] longest = [0.5, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30];
        var waits = Array.ConvertAll(longest, _ => backoff.Next().TotalSeconds);
        for (var i = 0; i < longest.Length; i++)
            Assert.InRange(waits[i], longest[i] / 2, longest[i]);
        Assert.True(waits[6..].Distinct().Count() > 1);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.25, 0.5);
    }

    private static void RunScripted(Func<WorkerScene, ScriptedWorkerServer, Task> body) => WorkerScene.Run(async scene =>
    {
        var server = new ScriptedWorkerServer();
        var worker = scene.Make(server, scene.Lasting(3), options => options.MaxJobs = 2);
        await worker.StartAsync(CancellationToken.None);
        await scene.WaitAsync(0.1);
        await body(scene, server);
    });

    private static string TokenFor(WorkerScene scene, string room) => scene.Server.SignToken(new AccessToken
    {
        Identity = "agent",
        Kind = ParticipantKind.Agent,
        Video = new VideoGrant { RoomJoin = true, Room = room, Agent = true },
    });

    private static IEnumerable<bool> Answers(ScriptedWorkerServer server) => server.Received.Select(message => message.Availability).OfType<AvailabilityResponse>().Select(answer => answer.Available);

    private static IEnumerable<JobStatus> StatusesOf(ScriptedWorkerServer server, string job) => server.JobStatuses.Where(update => update.JobId == job).Select(update => update.Status);
}
