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
        _emulator.Faults.Add(CreateRoom, new Fault.Delayed(TimeSpan.FromSeconds(4)));

        await Server.CreateRoomAsync(Room);

        Assert.Equal(TimeSpan.FromSeconds(4), _time.Elapsed);
    });

    [Fact]
    public void Refused_Twice_ThenCarriedOut() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new Fault.Refused("unavailable", "overloaded"), times: 2);

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
        _emulator.Faults.Add(CreateRoom, new Fault.RequestLost());

        Assert.Null((await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room))).StatusCode);

        _emulator.AssertNothingLeft();
    });

    [Fact]
    public void AnswerLost_IsCarriedOutAllTheSame() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new Fault.AnswerLost());

        Assert.Null((await Assert.ThrowsAsync<LiveKitException>(() => Server.CreateRoomAsync(Room))).StatusCode);

        Assert.Equal("room", Assert.Single(await Server.ListRoomsAsync()).Name);
    });

    [Fact]
    public async Task RequestLost_OverASocket_DropsTheConnection()
    {
        await using var emulator = await LiveKitEmulator.StartAsync();
        emulator.Faults.Add(CreateRoom, new Fault.RequestLost());
        using var api = new ApiClient(emulator, new SocketsHttpHandler());

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostJsonAsync(CreateRoom, """{"name":"room"}"""));

        emulator.AssertNothingLeft();
    }

    [Fact]
    public void Clear_ForgetsWhatHasNotHappened() => _time.Run(async () =>
    {
        _emulator.Faults.Add(CreateRoom, new Fault.RequestLost());
        _emulator.Faults.Clear();

        Assert.Equal("room", (await Server.CreateRoomAsync(Room)).Name);
    });

    [Fact]
    public void Add_UnknownMethod_NamesThoseThereAre()
    {
        var error = Assert.Throws<ArgumentException>(() => _emulator.Faults.Add("RoomService/Move", new Fault.RequestLost()));

        Assert.Contains("RoomService/MoveParticipant", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_BadFault_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new Fault.Refused("nope", "")));
        Assert.Throws<ArgumentException>(() => _emulator.Faults.Add(CreateRoom, new Fault.Delayed(TimeSpan.FromSeconds(-1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => _emulator.Faults.Add(CreateRoom, new Fault.RequestLost(), times: 0));
    }
}
