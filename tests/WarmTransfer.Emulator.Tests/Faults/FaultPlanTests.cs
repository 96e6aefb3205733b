namespace WarmTransfer.Emulator.Tests.Faults;

public sealed class FaultPlanTests
{
    private const string CreateRoom = "RoomService/CreateRoom";
    private static readonly CreateRoomRequest Room = new() { Name = "room" };

    private readonly VirtualTime _time = new();
    private readonly LiveKitEmulator _emulator;

    public FaultPlanTests() => _emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time });

    private ILiveKitServer Server => _emulator.Backend.Server;

    [Fact]
    public void Delayed_Request_IsAnsweredLate() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.Delayed(TimeSpan.FromSeconds(4)));

        await Server.CreateRoomAsync(Room);

        Assert.Equal(TimeSpan.FromSeconds(4), _time.Elapsed);
    });

    [Fact]
    public void Refused_Twice_ThenCarriedOut() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.Refused("unavailable", "overloaded"), times: 2);

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room));
            Assert.Equal((TwirpErrorCode.Unavailable, "overloaded"), (error.Code, error.ServerMessage));
            _emulator.AssertNothingLeft();
        }

        Assert.Equal("room", (await Server.CreateRoomAsync(Room)).Name);
    });

    [Fact]
    public void RequestLost_DoesNothing() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.RequestLost());

        Assert.Null((await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room))).StatusCode);

        _emulator.AssertNothingLeft();
    });

    [Fact]
    public void AnswerLost_IsCarriedOutAllTheSame() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.AnswerLost());

        Assert.Null((await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room))).StatusCode);

        Assert.Equal("room", Assert.Single(await Server.ListRoomsAsync()).Name);
    });

    [Fact]
    public async Task RequestLost_OverASocket_DropsTheConnection()
    {
        await using var emulator = await LiveKitEmulator.StartAsync();
        emulator.Faults.Add(CreateRoom, new ServerFault.RequestLost());
        using var api = new ApiClient(emulator, new SocketsHttpHandler());

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostJsonAsync(CreateRoom, """{"name":"room"}"""));

        emulator.AssertNothingLeft();
    }

    [Fact]
    public void Clear_ForgetsWhatHasNotHappened() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.RequestLost());
        _emulator.Faults.Clear();

        Assert.Equal("room", (await Server.CreateRoomAsync(Room)).Name);
    });

    [Fact]
    public void Delayed_ThenRefused_IsRefusedLate() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.Delayed(TimeSpan.FromSeconds(4), new ServerFault.Refused("unavailable", "overloaded")));

        await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room));

        Assert.Equal(TimeSpan.FromSeconds(4), _time.Elapsed);
        _emulator.AssertNothingLeft();
    });

    [Fact]
    public void Delayed_ClientGivesUp_IsCarriedOutAllTheSame() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.Delayed(TimeSpan.FromSeconds(4)));
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Server.CreateRoomAsync(Room, impatient.Token));
        _emulator.AssertNothingLeft();
        await Task.Delay(TimeSpan.FromSeconds(4), _time);

        Assert.Equal("room", Assert.Single(await Server.ListRoomsAsync()).Name);
    });

    [Fact]
    public void Delayed_Forever_IsNeverCarriedOut() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.Delayed(Timeout.InfiniteTimeSpan));

        await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room));

        await Task.Delay(TimeSpan.FromMinutes(30), _time);
        _emulator.AssertNothingLeft();
    });

    [Fact]
    public void Refused_WithMeta_HasIt() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.Refused("unavailable", "busy") { Meta = new Dictionary<string, string> { ["sip_status_code"] = "486" } });

        Assert.Equal(486, (await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room))).SipStatusCode);
    });

    [Fact]
    public void Answered_ByAProxy_IsNoAnswerOfLiveKit() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new ServerFault.Answered(502, "<h1>bad gateway</h1>", "text/html"));

        Assert.Equal(System.Net.HttpStatusCode.BadGateway, (await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room))).StatusCode);
        _emulator.AssertNothingLeft();
    });

    [Fact]
    public void EveryThird_OfAllMethods_TwiceInAll() => _time.Run(async () =>
    {
        var planned = _emulator.Faults.Add(FaultPlan.EveryMethod, new ServerFault.Refused("internal", ""), new FaultSchedule { Every = 3, Times = 2 });

        List<int> refused = [];
        for (var i = 1; i <= 10; i++)
        {
            try
            {
                await (i % 2 == 0 ? Server.CreateRoomAsync(Room) : (Task)Server.RemoveParticipantAsync("room", "nobody"));
            }
            catch (LiveKitException exception) when (exception.Code == TwirpErrorCode.Internal)
            {
                refused.Add(i);
            }
            catch (LiveKitException)
            {
                // Nobody is there.
            }
        }

        Assert.Equal([3, 6], refused);
        Assert.Equal(2, planned.Befallen);
        Assert.Empty(_emulator.Faults.Planned);
    });

    [Fact]
    public void Remove_OneOfTwo_LeavesTheOther() => _time.Run(async () =>
    {
        var first = _emulator.Faults.Add(CreateRoom, new ServerFault.RequestLost(), FaultSchedule.Always);
        _emulator.Faults.Add(CreateRoom, new ServerFault.Refused("internal", "second"));

        Assert.True(_emulator.Faults.Remove(first.Id));
        Assert.False(_emulator.Faults.Remove(first.Id));

        Assert.Equal("second", (await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room))).ServerMessage);
    });

    [Fact]
    public void Add_UnknownMethod_NamesThoseThereAre()
    {
        var error = Assert.Throws<ArgumentException>(() => _emulator.Faults.Add("RoomService/Move", new ServerFault.RequestLost()));

        Assert.Contains("RoomService/MoveParticipant", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_BadFault_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new ServerFault.Refused("nope", "")));
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new ServerFault.Delayed(TimeSpan.FromSeconds(-1))));
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new ServerFault.Delayed(TimeSpan.Zero, new ServerFault.Refused("nope", ""))));
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new ServerFault.Answered(101, "")));
        Assert.Throws<ArgumentOutOfRangeException>(() => _emulator.Faults.Add(CreateRoom, new ServerFault.RequestLost(), times: 0));
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new ServerFault.RequestLost(), new FaultSchedule { Times = 0 }));
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new ServerFault.RequestLost(), new FaultSchedule { Every = 0 }));
    }
}
