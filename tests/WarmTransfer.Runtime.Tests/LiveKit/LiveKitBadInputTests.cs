namespace WarmTransfer.Runtime.Tests;

/// <summary>Mistakes are named before anything is sent.</summary>
public sealed class LiveKitBadInputTests
{
    private static readonly SipConnection SomeConnection = new() { Hostname = "sip.example.com" };

    private static readonly Dictionary<string, (Func<ILiveKitServer, Task> Call, string Names)> Mistakes = new(StringComparer.Ordinal)
    {
        ["create room: no name"] = (server => server.CreateRoomAsync(new CreateRoomRequest { Name = "" }), "Name"),
        ["create room: zero timeout"] = (server => server.CreateRoomAsync(new CreateRoomRequest { Name = "a", EmptyTimeout = TimeSpan.Zero }), "EmptyTimeout"),
        ["create room: part of a second"] = (server => server.CreateRoomAsync(new CreateRoomRequest { Name = "a", DepartureTimeout = TimeSpan.FromSeconds(1.5) }), "DepartureTimeout"),
        ["create room: endless timeout"] = (server => server.CreateRoomAsync(new CreateRoomRequest { Name = "a", EmptyTimeout = Timeout.InfiniteTimeSpan }), "EmptyTimeout"),
        ["create room: no participants"] = (server => server.CreateRoomAsync(new CreateRoomRequest { Name = "a", MaxParticipants = 0 }), "MaxParticipants"),
        ["delete room: no name"] = (server => server.DeleteRoomAsync(" "), "room"),
        ["list participants: no room"] = (server => server.ListParticipantsAsync(""), "room"),
        ["get participant: no room"] = (server => server.GetParticipantAsync("", "phone"), "room"),
        ["get participant: no identity"] = (server => server.GetParticipantAsync("a", ""), "identity"),
        ["remove participant: no room"] = (server => server.RemoveParticipantAsync("", "phone"), "room"),
        ["remove participant: no identity"] = (server => server.RemoveParticipantAsync("a", ""), "identity"),
        ["update participant: no room"] = (server => server.UpdateParticipantAsync(new UpdateParticipantRequest { Room = "", Identity = "phone" }), "Room"),
        ["update participant: no identity"] = (server => server.UpdateParticipantAsync(new UpdateParticipantRequest { Room = "a", Identity = "" }), "Identity"),
        ["move: no room"] = (server => server.MoveParticipantAsync("", "phone", "b"), "room"),
        ["move: no identity"] = (server => server.MoveParticipantAsync("a", "", "b"), "identity"),
        ["move: no destination"] = (server => server.MoveParticipantAsync("a", "phone", ""), "destinationRoom"),
        ["move: to the same room"] = (server => server.MoveParticipantAsync("a", "phone", "a"), "same room"),
        ["call: no room"] = (Calling(call => call with { RoomName = "" }), "RoomName"),
        ["call: no identity"] = (Calling(call => call with { ParticipantIdentity = "" }), "ParticipantIdentity"),
        ["call: nobody"] = (Calling(call => call with { CallTo = "" }), "CallTo"),
        ["call: SIP URI"] = (Calling(call => call with { CallTo = "sip:100@127.0.0.1" }), "CallTo is a whole URI"),
        ["call: SIP URI without scheme"] = (Calling(call => call with { CallTo = "100@127.0.0.1" }), "CallTo is a whole URI"),
        ["call: SIP URI without user"] = (Calling(call => call with { CallTo = "SIPS:desk" }), "CallTo is a whole URI"),
        ["call: tel URI"] = (Calling(call => call with { CallTo = "tel:+15550111" }), "CallTo is a whole URI"),
        ["call: neither trunk nor connection"] = (Calling(call => call with { TrunkId = null }), "Neither TrunkId nor Connection"),
        ["call: empty trunk"] = (Calling(call => call with { TrunkId = " " }), "Neither TrunkId nor Connection"),
        ["call: both trunk and connection"] = (Calling(call => call with { Connection = SomeConnection }), "Both TrunkId and Connection"),
        ["call: connection without host"] = (Calling(call => call with { TrunkId = null, Connection = new SipConnection { Hostname = "" } }), "Connection.Hostname"),
        ["call: connection with scheme"] = (Calling(call => call with { TrunkId = null, Connection = new SipConnection { Hostname = "sip:example.com" } }), "Connection.Hostname"),
        ["call: connection with parameter"] = (Calling(call => call with { TrunkId = null, Connection = new SipConnection { Hostname = "example.com;transport=tcp" } }), "Connection.Hostname"),
        ["call: rings for no time"] = (Calling(call => call with { RingingTimeout = TimeSpan.Zero }), "RingingTimeout"),
        ["call: rings for part of a second"] = (Calling(call => call with { RingingTimeout = TimeSpan.FromSeconds(10.5) }), "RingingTimeout"),
        ["call: rings too long"] = (Calling(call => call with { RingingTimeout = TimeSpan.FromSeconds(81) }), "RingingTimeout"),
        ["call: rings for ever"] = (Calling(call => call with { RingingTimeout = Timeout.InfiniteTimeSpan }), "RingingTimeout"),
        ["call: wrong digits"] = (Calling(call => call with { Dtmf = "1, 2" }), "Dtmf"),
        ["call: header with a line break"] = (Calling(call => call with { Headers = Header("X-Case", "1\r\nVia: me") }), "X-Case"),
        ["call: header without value"] = (Calling(call => call with { Headers = Header("X-Case", null!) }), "X-Case"),
        ["call: header name with a colon"] = (Calling(call => call with { Headers = Header("X-Case:", "1") }), "X-Case:"),
        ["call: header without name"] = (Calling(call => call with { Headers = Header("", "1") }), "Headers"),
        ["call: attribute without value"] = (Calling(call => call with { ParticipantAttributes = Header("tier", null!) }), "ParticipantAttributes"),
        ["call: connection's map without value"] = (Calling(call => call with { TrunkId = null, Connection = SomeConnection with { AttributesToHeaders = Header("tier", null!) } }), "Connection.AttributesToHeaders"),
        ["call: connection's map without name"] = (Calling(call => call with { TrunkId = null, Connection = SomeConnection with { HeadersToAttributes = Header("", "tier") } }), "Connection.HeadersToAttributes"),
        ["transfer: no room"] = (Transferring(transfer => transfer with { RoomName = "" }), "RoomName"),
        ["transfer: no identity"] = (Transferring(transfer => transfer with { ParticipantIdentity = "" }), "ParticipantIdentity"),
        ["transfer: nowhere"] = (Transferring(transfer => transfer with { TransferTo = "" }), "TransferTo"),
        ["transfer: bare number"] = (Transferring(transfer => transfer with { TransferTo = "+15550111" }), "TransferTo"),
        ["transfer: header with a line break"] = (Transferring(transfer => transfer with { Headers = Header("X-Case", "1\n2") }), "X-Case"),
        ["trunk: id chosen"] = (server => server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk { TrunkId = "ST_mine", Address = "h", Numbers = ["+1"] }), "TrunkId"),
        ["trunk: no address"] = (server => server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk { Address = "", Numbers = ["+1"] }), "Address"),
        ["trunk: address with scheme"] = (server => server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk { Address = "sip:h", Numbers = ["+1"] }), "Address"),
        ["trunk: no numbers"] = (server => server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk { Address = "h", Numbers = [] }), "Numbers"),
        ["trunk: empty number"] = (server => server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk { Address = "h", Numbers = ["+1", ""] }), "Numbers"),
        ["update participant: attribute without value"] = (server => server.UpdateParticipantAsync(new UpdateParticipantRequest { Room = "a", Identity = "phone", Attributes = Header("tier", null!) }), "Attributes"),
        ["list rooms: empty name"] = (server => server.ListRoomsAsync(["a", ""]), "names"),
        ["list trunks: no id"] = (server => server.ListSipOutboundTrunksAsync([null!]), "trunkIds"),
        ["delete trunk: no id"] = (server => server.DeleteSipTrunkAsync(""), "trunkId"),
    };

    public static TheoryData<string> Names => new(Mistakes.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_Mistake_IsNamedAndNothingIsSent(string name)
    {
        var (call, named) = Mistakes[name];
        using var server = new ScriptedServer(_ => throw new InvalidOperationException("nothing is to be sent"));

        var exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => call(server.CreateClient()));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(81)]
    public async Task CreateSipParticipant_RingingTimeoutOutOfRange_IsThatException(int seconds)
    {
        using var server = new ScriptedServer(_ => throw new InvalidOperationException("nothing is to be sent"));

        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            Calling(call => call with { RingingTimeout = TimeSpan.FromSeconds(seconds) })(server.CreateClient()));

        Assert.Equal(TimeSpan.FromSeconds(seconds), exception.ActualValue);
    }

    [Theory]
    [InlineData("+15550111")]
    [InlineData("100")]
    [InlineData("desk.sales")]
    [InlineData("sipster")]
    public async Task CreateSipParticipant_NumberOrUser_IsSent(string callTo)
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(new Protocol.SIPParticipantInfo()));

        await Calling(call => call with { CallTo = callTo })(server.CreateClient());

        Assert.Equal(callTo, Protocol.CreateSIPParticipantRequest.Parser.ParseFrom(server.Request.Body).SipCallTo);
    }

    [Fact]
    public void Create_MissingParts_Throws()
    {
        using var http = new HttpClient();
        var credentials = new LiveKitCredentials("ws://localhost:7880", "key", "secret");

        Assert.Throws<ArgumentNullException>(() => new LiveKitServerClient(null!, credentials));
        Assert.Throws<ArgumentNullException>(() => new LiveKitServerClient(http, null!));
    }

    private static Func<ILiveKitServer, Task> Calling(Func<CreateSipParticipantRequest, CreateSipParticipantRequest> change) =>
        server => server.CreateSipParticipantAsync(change(SomeCall.ToNumber()));

    private static Func<ILiveKitServer, Task> Transferring(Func<TransferSipParticipantRequest, TransferSipParticipantRequest> change) =>
        server => server.TransferSipParticipantAsync(change(new TransferSipParticipantRequest { RoomName = "a", ParticipantIdentity = "phone", TransferTo = "tel:+15550122" }));

    private static Dictionary<string, string> Header(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
