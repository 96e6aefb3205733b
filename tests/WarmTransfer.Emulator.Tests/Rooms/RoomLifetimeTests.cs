using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

public sealed class RoomLifetimeTests
{
    private readonly RoomFixture _fixture = new();

    private RoomDirectory Rooms => _fixture.Rooms;

    [Fact]
    public void Room_NobodyJoins_ClosesAfterItsEmptyTimeout()
    {
        Rooms.CreateRoom(new Protocol.CreateRoomRequest { Name = "a" });

        _fixture.Time.Advance(TimeSpan.FromSeconds(299.9));
        Assert.Single(Rooms.ListRooms([]));
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Empty(Rooms.ListRooms([]));
        Assert.Equal([ServerEvent.RoomStarted, ServerEvent.RoomFinished], _fixture.ServerEvents.ConvertAll(e => e.Name));
    }

    [Fact]
    public async Task Room_LastOneLeaves_ClosesAfterItsDepartureTimeout()
    {
        Rooms.CreateRoom(new Protocol.CreateRoomRequest { Name = "a", DepartureTimeout = 5 });
        var alice = _fixture.Join("a", "alice");
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        await alice.DisposeAsync();

        _fixture.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Single(Rooms.ListRooms([]));
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Empty(Rooms.ListRooms([]));
    }

    [Fact]
    public async Task Room_SomeoneComesBackInTime_StaysOpen()
    {
        await _fixture.Join("a", "alice").DisposeAsync();
        _fixture.Time.Advance(TimeSpan.FromSeconds(19));
        _fixture.Join("a", "alice");

        _fixture.Time.Advance(TimeSpan.FromHours(1));

        Assert.Single(Rooms.ListRooms([]));
    }

    [Fact]
    public async Task Room_OnlyAnAgentIsLeft_ClosesAndSendsItAway()
    {
        var agent = _fixture.Join("a", "agent", "agent");
        var caller = _fixture.Join("a", "caller");
        var events = RoomFixture.EventsOf(agent);
        await caller.DisposeAsync();

        _fixture.Time.Advance(TimeSpan.FromSeconds(21));

        Assert.Empty(Rooms.ListRooms([]));
        Assert.Equal(new RoomEvent.Disconnected(DisconnectReason.RoomClosed), events[^1]);
    }

    [Fact]
    public void CreateRoom_ThatExists_KeepsTheOldSettings()
    {
        var first = Rooms.CreateRoom(new Protocol.CreateRoomRequest { Name = "a", EmptyTimeout = 7, Metadata = "old" });
        var second = Rooms.CreateRoom(new Protocol.CreateRoomRequest { Name = "a", EmptyTimeout = 8, Metadata = "new" });

        Assert.Equal(first, second);
        Assert.Equal((7u, "old"), (second.EmptyTimeout, second.Metadata));
    }

    [Fact]
    public void CreateRoom_LongestTimeout_IsTaken()
    {
        var rooms = new RoomDirectory(new LiveKitEmulatorOptions(), new IdSource(1));

        var room = rooms.CreateRoom(new Protocol.CreateRoomRequest { Name = "a", EmptyTimeout = uint.MaxValue });

        Assert.Equal(uint.MaxValue, room.EmptyTimeout);
        rooms.DeleteRoom("a");
    }

    [Fact]
    public void DeleteRoom_WithPeopleIn_SendsThemAwayAndFinishes()
    {
        var events = RoomFixture.EventsOf(_fixture.Join("a", "alice"));

        Rooms.DeleteRoom("a");

        Assert.Equal(new RoomEvent.Disconnected(DisconnectReason.RoomDeleted), Assert.Single(events));
        Assert.Equal(
            [ServerEvent.RoomStarted, ServerEvent.ParticipantJoined, ServerEvent.ParticipantLeft, ServerEvent.RoomFinished],
            _fixture.ServerEvents.ConvertAll(e => e.Name));
        Assert.Equal("not_found", Assert.Throws<TwirpException>(() => Rooms.DeleteRoom("a")).Code);
    }

    [Fact]
    public void RemoveParticipant_InTheRoom_IsToldWhy()
    {
        var events = RoomFixture.EventsOf(_fixture.Join("a", "alice"));

        Rooms.RemoveParticipant("a", "alice");

        Assert.Equal(new RoomEvent.Disconnected(DisconnectReason.ParticipantRemoved), Assert.Single(events));
    }

    [Fact]
    public void Join_RoomFull_IsRefused()
    {
        Rooms.CreateRoom(new Protocol.CreateRoomRequest { Name = "a", MaxParticipants = 1 });
        _fixture.Join("a", "alice");

        var error = Assert.Throws<LiveKitException>(() => _fixture.Join("a", "bob"));

        Assert.Equal(TwirpErrorCode.ResourceExhausted, error.Code);
        Assert.True(_fixture.Join("a", "alice").IsConnected, "The one who is in may come back.");
    }

    [Fact]
    public async Task Counts_PeopleAndPublishers_LeaveAgentsOut()
    {
        _fixture.Join("a", "agent", "agent");
        _fixture.Join("a", "alice");
        var bob = _fixture.Join("a", "bob");
        await bob.PublishAudioAsync("mic");

        var room = Assert.Single(Rooms.ListRooms(["a", "missing"]));

        Assert.Equal((2u, 1u), (room.NumParticipants, room.NumPublishers));
    }

    [Fact]
    public void UpdateParticipant_Attributes_AreSetAndTakenAway()
    {
        var alice = _fixture.Join(new TokenGrants { RoomJoin = true, Room = "a", Identity = "alice", Attributes = new Dictionary<string, string> { ["who"] = "alice", ["x"] = "1" } });
        var events = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        Rooms.UpdateParticipant(new Protocol.UpdateParticipantRequest { Room = "a", Identity = "alice", Name = "Alice", Attributes = { ["x"] = "", ["y"] = "2" } });

        var changed = Assert.IsType<RoomEvent.AttributesChanged>(Assert.Single(events)).Participant;
        Assert.Equal("Alice", changed.Name);
        Assert.Equal(new Dictionary<string, string> { ["who"] = "alice", ["y"] = "2" }, changed.Attributes);
        Assert.True(alice.IsConnected);
    }
}
