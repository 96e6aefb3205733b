using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Runtime.Tests;

/// <summary>What a real server answered, as records.</summary>
public sealed class LiveKitAnswerTests
{
    // What the recordings hold beyond our own contracts is LiveKit's business.
    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    [Fact]
    public async Task CreateRoom_RecordedAnswer_IsTheRoom()
    {
        using var server = Answering<Room>("live-room-create", out var body);

        var room = await server.CreateClient().CreateRoomAsync(new CreateRoomRequest { Name = "hk-A-44222" });

        Assert.Equal("RM_nHrpcdgUtRcg", room.Sid);
        Assert.Equal("hk-A-44222", room.Name);
        Assert.Equal(TimeSpan.FromSeconds(30), room.EmptyTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), room.DepartureTimeout);
        Assert.Equal(body.CreationTimeMs, room.CreatedAt.ToUnixTimeMilliseconds());
        Assert.NotEqual(0, body.CreationTimeMs % 1000);
    }

    [Fact]
    public async Task CreateRoom_SecondsOnly_AreTheTime()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(new Room { CreationTime = 1_795_329_132 }));

        var room = await server.CreateClient().CreateRoomAsync(new CreateRoomRequest { Name = "a" });

        Assert.Equal(1_795_329_132, room.CreatedAt.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task ListRooms_RecordedAnswer_IsTheRoomsInOrder()
    {
        using var server = Answering<ListRoomsResponse>("room-list-all", out var body);

        var rooms = await server.CreateClient().ListRoomsAsync();

        Assert.NotEmpty(rooms);
        Assert.Equal(body.Rooms.Select(room => (room.Sid, room.Name, (int)room.NumParticipants)), rooms.Select(room => (room.Sid, room.Name, room.ParticipantCount)));
    }

    [Fact]
    public async Task ListParticipants_MissingRoom_IsEmpty()
    {
        using var server = Answering<ListParticipantsResponse>("participants-list-missing-room", out _);

        Assert.Empty(await server.CreateClient().ListParticipantsAsync("nope"));
    }

    [Fact]
    public async Task GetParticipant_RecordedAnswer_IsTheParticipant()
    {
        using var server = Answering<Protocol.ParticipantInfo>("live-participant-get", out var body);

        var participant = await server.CreateClient().GetParticipantAsync("hk-A-44222", "mover");

        Assert.Equal("PA_ViB5sXoFFcqw", participant.Sid);
        Assert.Equal("mover", participant.Identity);
        Assert.Equal(ParticipantState.Active, participant.State);
        Assert.Equal(ParticipantKind.Standard, participant.Kind);
        Assert.Equal(new TrackInfo("TR_AM76ZwZGz5347p", "mic", TrackKind.Audio, TrackSource.Microphone), Assert.Single(participant.Tracks));
        Assert.Equal(body.Permission.CanSubscribe, participant.Permissions!.CanSubscribe);
        Assert.Equal(body.Permission.CanUpdateMetadata, participant.Permissions.CanUpdateMetadata);
        Assert.Equal(body.JoinedAtMs, participant.JoinedAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task GetParticipant_Phone_HasItsKindAttributesAndReason()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(new Protocol.ParticipantInfo
        {
            Kind = Protocol.ParticipantInfo.Types.Kind.Sip,
            State = Protocol.ParticipantInfo.Types.State.Disconnected,
            DisconnectReason = Protocol.DisconnectReason.UserRejected,
            Attributes = { [SipAttributes.CallStatus] = SipAttributes.CallStatusHangup },
        }));

        var participant = await server.CreateClient().GetParticipantAsync("a", "phone");

        Assert.Equal(ParticipantKind.Sip, participant.Kind);
        Assert.Equal(ParticipantState.Disconnected, participant.State);
        Assert.Equal(DisconnectReason.UserRejected, participant.DisconnectReason);
        Assert.Equal(SipAttributes.CallStatusHangup, participant.GetAttribute(SipAttributes.CallStatus));
        Assert.Null(participant.Permissions);
    }

    [Fact]
    public async Task CreateSipParticipant_RecordedAnswer_IsTheCall()
    {
        using var server = Answering<SIPParticipantInfo>("sip-call-answered", out _);

        var phone = await server.CreateClient().CreateSipParticipantAsync(SomeCall.ToNumber());

        Assert.Equal(new SipParticipantInfo("PA_piuQyVzRBSXk", "callee", "sipr-answered-83334", "SCL_B8JpKdDoiUFR"), phone);
    }

    [Fact]
    public async Task ListSipOutboundTrunks_RecordedAnswer_IsTheTrunkWithAPasswordItNeverPrints()
    {
        using var server = Answering<ListSIPOutboundTrunkResponse>("sip-trunk-list-ids", out var body);

        var trunk = Assert.Single(await server.CreateClient().ListSipOutboundTrunksAsync(["ST_gvcLutSV9hC7"]));

        Assert.Equal("ST_gvcLutSV9hC7", trunk.TrunkId);
        Assert.Equal("127.0.0.1:5070", trunk.Address);
        Assert.Equal(["+15550100"], trunk.Numbers);
        Assert.Equal(SipTransport.Udp, trunk.Transport);
        Assert.Equal(body.Items[0].AuthPassword, trunk.AuthPassword);
        Assert.DoesNotContain("password", trunk.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    // The numbers are the wire's: a name that means another number would be silently wrong.
    [Theory]
    [InlineData(typeof(ParticipantKind), typeof(Protocol.ParticipantInfo.Types.Kind))]
    [InlineData(typeof(ParticipantState), typeof(Protocol.ParticipantInfo.Types.State))]
    [InlineData(typeof(DisconnectReason), typeof(Protocol.DisconnectReason))]
    [InlineData(typeof(TrackKind), typeof(TrackType))]
    [InlineData(typeof(TrackSource), typeof(Protocol.TrackSource))]
    public void Enum_Members_HaveTheWiresNumbers(Type own, Type wire)
    {
        Assert.Equal(Enum.GetValuesAsUnderlyingType(wire).Cast<int>().Order(), Enum.GetValuesAsUnderlyingType(own).Cast<int>().Order());
        foreach (var number in Enum.GetValuesAsUnderlyingType(own).Cast<int>().Where(number => number != 0))
            Assert.Equal(Enum.GetName(wire, number), Enum.GetName(own, number), ignoreCase: true);
    }

    private static ScriptedServer Answering<T>(string name, out T body)
        where T : IMessage<T>, new()
    {
        var message = Json.Parse<T>(RecordedExchange.Load(name).Body.GetRawText());
        body = message;
        return new ScriptedServer(_ => ScriptedServer.Ok(message));
    }
}
