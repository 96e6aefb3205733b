using System.Text;
using System.Text.Json;
using static WarmTransfer.Emulator.Tests.Agents.WorkerFixture;

namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>Who is offered a job, beyond what the recordings show.</summary>
public sealed class JobOfferTests
{
    private static readonly TimeSpan UntilOffered = TimeSpan.FromMilliseconds(200);

    private readonly WorkerFixture _fixture = new();

    [Fact]
    public void Publisher_Publishing_IsOfferedOnceWithTheParticipant() => _fixture.Time.Run(async () =>
    {
        var worker = _fixture.Register("", "JT_PUBLISHER");
        var caller = await EmulatedCaller.JoinAsync(_fixture.Emulator, "room", "caller");
        await Task.Delay(UntilOffered, _fixture.Time);

        var job = TakeOffer(worker);
        Assert.Equal("JT_PUBLISHER", job.GetProperty("type").GetString());
        Assert.Equal("caller", job.GetProperty("participant").GetProperty("identity").GetString());
        await Task.Delay(UntilOffered, _fixture.Time);
        Assert.Empty(worker.Inbox);
        await caller.LeaveAsync();
    });

    [Fact]
    public void Publisher_InTheRoomAlready_IsOfferedToALaterDispatch() => _fixture.Time.Run(async () =>
    {
        await EmulatedCaller.JoinAsync(_fixture.Emulator, "room", "caller");
        var worker = _fixture.Register("late", "JT_PUBLISHER");
        _fixture.Dispatch("room", "late");
        await Task.Delay(UntilOffered, _fixture.Time);
        Assert.Equal("caller", TakeOffer(worker).GetProperty("participant").GetProperty("identity").GetString());
    });

    [Fact]
    public void Agent_Joining_IsNoParticipantToServe() => _fixture.Time.Run(async () =>
    {
        var worker = _fixture.Register("", "JT_PARTICIPANT");
        await _fixture.Emulator.Backend.JoinAsAgentAsync("room", "agent");
        await Task.Delay(UntilOffered, _fixture.Time);
        Assert.Empty(worker.Inbox);
    });

    [Fact]
    public void WorkersUnderFullLoad_AreNotAsked_AndTheDispatchIsLost() => _fixture.Time.Run(async () =>
    {
        var worker = _fixture.Register("x");
        Send(worker, """{"updateWorker":{"status":"WS_AVAILABLE","load":0.7}}""");
        _fixture.Dispatch("room", "x");
        Send(worker, """{"updateWorker":{"load":0}}""");
        await Task.Delay(UntilOffered, _fixture.Time);
        Assert.Empty(worker.Inbox);
    });

    [Fact]
    public void LoadedWorker_BesideAFreeOne_GetsFewerJobs() => _fixture.Time.Run(async () =>
    {
        var (free, loaded) = (_fixture.Register("x"), _fixture.Register("x"));
        Send(loaded, """{"updateWorker":{"load":0.9}}""");
        for (var i = 0; i < 100; i++)
            _fixture.Dispatch($"room-{i}", "x");
        await Task.Delay(UntilOffered, _fixture.Time);
        Assert.Equal(100, free.Inbox.Count + loaded.Inbox.Count);
        Assert.InRange(loaded.Inbox.Count, 1, 25);
    });

    [Fact]
    public void WorkerThatDrops_WhileAsked_IsFollowedByTheNext() => _fixture.Time.Run(async () =>
    {
        var first = _fixture.Register("x");
        _fixture.Dispatch("room", "x");
        await Task.Delay(UntilOffered, _fixture.Time);
        var offered = TakeOffer(first);

        var second = _fixture.Register("x");
        first.Server.Closed();
        Assert.Equal(offered.GetProperty("id").GetString(), TakeOffer(second).GetProperty("id").GetString());
    });

    [Fact]
    public void WorkerThatDoesNotAnswer_IsNotFollowed() => _fixture.Time.Run(async () =>
    {
        var first = _fixture.Register("x");
        _fixture.Dispatch("room", "x");
        await Task.Delay(UntilOffered, _fixture.Time);
        var offered = TakeOffer(first);
        var second = _fixture.Register("x");
        await Task.Delay(TimeSpan.FromSeconds(11), _fixture.Time);

        Answer(first, offered, available: true);
        Assert.Empty(first.Inbox);
        Assert.Empty(second.Inbox);
    });

    [Fact]
    public void SimulatedJob_IsOfferedToTheOneWhoAsked_AndListedNowhere() => _fixture.Time.Run(async () =>
    {
        var (asking, other) = (_fixture.Register("x"), _fixture.Register("x"));
        Send(asking, """{"simulateJob":{"room":{"name":"mine"}}}""");
        var job = TakeOffer(asking);
        Assert.Equal("mine", job.GetProperty("room").GetProperty("name").GetString());
        Answer(asking, job, available: true);
        Assert.Contains("assignment", Take(asking), StringComparison.Ordinal);
        Assert.Empty(other.Inbox);
        Assert.Empty(await Task.FromResult(_fixture.Emulator.Directory.ListRooms(["mine"])));
    });

    [Fact]
    public void JobEndedByItsWorker_IsNotTerminatedWhenTheAgentLeaves() => _fixture.Time.Run(async () =>
    {
        var worker = _fixture.Register("x");
        _fixture.Dispatch("room", "x");
        await Task.Delay(UntilOffered, _fixture.Time);
        Answer(worker, TakeOffer(worker), available: true);
        var assignment = JsonElement.Parse(Take(worker)).GetProperty("assignment");
        var agent = await _fixture.Emulator.Rooms.ConnectAsync(_fixture.Emulator.Url, assignment.GetProperty("token").GetString()!);
        Assert.Equal("agent", agent.LocalIdentity);
        await Task.Delay(TimeSpan.FromSeconds(6), _fixture.Time);

        Send(worker, $$$"""{"updateJob":{"jobId":"{{{assignment.GetProperty("job").GetProperty("id").GetString()}}}","status":"JS_SUCCESS"}}""");
        await agent.DisposeAsync();
        Assert.Empty(worker.Inbox);
    });

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ping":{},"register":{}}""")]
    [InlineData("""{"ping":{}} {}""")]
    [InlineData("""{"updateWorker":{"load":"NaN"}}""")]
    [InlineData("""{"register":{"type":7,"version":"1"}}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void FrameThatIsNoMessage_DropsTheConnection(string frame)
    {
        var socket = new ReplayedSocket(_fixture.Emulator);
        Send(socket, frame);
        Assert.True(socket.IsDropped);
        Assert.Empty(socket.Inbox);
    }

    [Fact]
    public void BinaryGarbage_DropsTheConnection()
    {
        var socket = new ReplayedSocket(_fixture.Emulator);
        socket.Server.Receive(new WorkerFrame(IsText: false, Encoding.UTF8.GetBytes("{nope")));
        Assert.True(socket.IsDropped);
    }

    [Fact]
    public void DropWorkers_DropsAll_AndTheirAgentsStay() => _fixture.Time.Run(async () =>
    {
        var worker = _fixture.Register("x");
        var agent = await _fixture.Emulator.Backend.JoinAsAgentAsync("room", "agent");
        _fixture.Emulator.DropWorkers();
        Assert.True(worker.IsDropped);
        Assert.True(agent.IsConnected);
    });
}
