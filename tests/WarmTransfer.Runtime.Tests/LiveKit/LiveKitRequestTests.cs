using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using WarmTransfer.Emulator;
using WarmTransfer.Protocol;

namespace WarmTransfer.Runtime.Tests;

/// <summary>Every method: where it goes, what it carries, and exactly what its token allows.</summary>
public sealed class LiveKitRequestTests
{
    private static readonly Dictionary<string, string> SomeEntries = new(StringComparer.Ordinal) { ["X-Case"] = "42" };

    private static readonly Dictionary<string, Expectation> Calls = new(StringComparer.Ordinal)
    {
        ["RoomService/CreateRoom"] = new(
            server => server.CreateRoomAsync(new CreateRoomRequest
            {
                Name = "a",
                EmptyTimeout = TimeSpan.FromSeconds(30),
                DepartureTimeout = TimeSpan.FromSeconds(5),
                MaxParticipants = 4,
                Metadata = "m",
            }),
            new Protocol.CreateRoomRequest { Name = "a", EmptyTimeout = 30, DepartureTimeout = 5, MaxParticipants = 4, Metadata = "m" },
            """{ "video": { "roomCreate": true } }""",
            new Room()),
        ["RoomService/ListRooms"] = new(
            server => server.ListRoomsAsync(["a", "b"]),
            new ListRoomsRequest { Names = { "a", "b" } },
            """{ "video": { "roomList": true } }""",
            new ListRoomsResponse()),
        ["RoomService/DeleteRoom"] = new(
            server => server.DeleteRoomAsync("a"),
            new DeleteRoomRequest { Room = "a" },
            """{ "video": { "roomCreate": true } }""",
            new DeleteRoomResponse()),
        ["RoomService/ListParticipants"] = new(
            server => server.ListParticipantsAsync("a"),
            new ListParticipantsRequest { Room = "a" },
            """{ "video": { "roomAdmin": true, "room": "a" } }""",
            new ListParticipantsResponse()),
        ["RoomService/GetParticipant"] = new(
            server => server.GetParticipantAsync("a", "phone"),
            new RoomParticipantIdentity { Room = "a", Identity = "phone" },
            """{ "video": { "roomAdmin": true, "room": "a" } }""",
            new Protocol.ParticipantInfo()),
        ["RoomService/RemoveParticipant"] = new(
            server => server.RemoveParticipantAsync("a", "phone"),
            new RoomParticipantIdentity { Room = "a", Identity = "phone" },
            """{ "video": { "roomAdmin": true, "room": "a" } }""",
            new RemoveParticipantResponse()),
        ["RoomService/UpdateParticipant"] = new(
            server => server.UpdateParticipantAsync(new UpdateParticipantRequest
            {
                Room = "a",
                Identity = "phone",
                Name = "n",
                Metadata = "m",
                Attributes = SomeEntries,
                Permissions = new ParticipantPermissions { CanSubscribe = false, CanUpdateMetadata = true },
            }),
            new Protocol.UpdateParticipantRequest
            {
                Room = "a",
                Identity = "phone",
                Name = "n",
                Metadata = "m",
                Attributes = { SomeEntries },
                Permission = new ParticipantPermission { CanPublish = true, CanPublishData = true, CanUpdateMetadata = true },
            },
            """{ "video": { "roomAdmin": true, "room": "a" } }""",
            new Protocol.ParticipantInfo()),
        ["RoomService/MoveParticipant"] = new(
            server => server.MoveParticipantAsync("a", "phone", "b"),
            new MoveParticipantRequest { Room = "a", Identity = "phone", DestinationRoom = "b" },
            """{ "video": { "roomAdmin": true, "room": "a", "destinationRoom": "b" } }""",
            new MoveParticipantResponse()),
        ["AgentDispatchService/CreateDispatch"] = new(
            server => server.CreateAgentDispatchAsync(new CreateAgentDispatchRequest { Room = "a", AgentName = "support-line", Metadata = "m" }),
            new Protocol.CreateAgentDispatchRequest { Room = "a", AgentName = "support-line", Metadata = "m" },
            """{ "video": { "roomAdmin": true, "room": "a" } }""",
            new Protocol.AgentDispatch()),
        ["AgentDispatchService/ListDispatch"] = new(
            server => server.ListAgentDispatchesAsync("a"),
            new ListAgentDispatchRequest { Room = "a" },
            """{ "video": { "roomAdmin": true, "room": "a" } }""",
            new ListAgentDispatchResponse()),
        ["AgentDispatchService/DeleteDispatch"] = new(
            server => server.DeleteAgentDispatchAsync("a", "AD_1"),
            new DeleteAgentDispatchRequest { Room = "a", DispatchId = "AD_1" },
            """{ "video": { "roomAdmin": true, "room": "a" } }""",
            new Protocol.AgentDispatch()),
        ["SIP/CreateSIPParticipant"] = new(
            server => server.CreateSipParticipantAsync(new CreateSipParticipantRequest
            {
                RoomName = "a",
                ParticipantIdentity = "phone",
                CallTo = "+15550111",
                TrunkId = "ST_1",
                FromNumber = "+15550100",
                ParticipantName = "n",
                ParticipantMetadata = "m",
                ParticipantAttributes = SomeEntries,
                Dtmf = "1w#",
                Headers = SomeEntries,
                HidePhoneNumber = true,
                RingingTimeout = TimeSpan.FromSeconds(25),
                WaitUntilAnswered = false,
            }),
            new CreateSIPParticipantRequest
            {
                RoomName = "a",
                ParticipantIdentity = "phone",
                SipCallTo = "+15550111",
                SipTrunkId = "ST_1",
                SipNumber = "+15550100",
                ParticipantName = "n",
                ParticipantMetadata = "m",
                ParticipantAttributes = { SomeEntries },
                Dtmf = "1w#",
                Headers = { SomeEntries },
                HidePhoneNumber = true,
                RingingTimeout = new() { Seconds = 25 },
            },
            """{ "sip": { "call": true } }""",
            new SIPParticipantInfo()),
        ["SIP/TransferSIPParticipant"] = new(
            server => server.TransferSipParticipantAsync(new TransferSipParticipantRequest
            {
                RoomName = "a",
                ParticipantIdentity = "phone",
                TransferTo = "tel:+15550122",
                PlayDialtone = true,
                Headers = SomeEntries,
            }),
            new TransferSIPParticipantRequest { RoomName = "a", ParticipantIdentity = "phone", TransferTo = "tel:+15550122", PlayDialtone = true, Headers = { SomeEntries } },
            """{ "video": { "roomAdmin": true, "room": "a" }, "sip": { "call": true } }""",
            new Google.Protobuf.WellKnownTypes.Empty()),
        ["SIP/ListSIPOutboundTrunk"] = new(
            server => server.ListSipOutboundTrunksAsync(["ST_1"]),
            new ListSIPOutboundTrunkRequest { TrunkIds = { "ST_1" } },
            """{ "sip": { "admin": true } }""",
            new ListSIPOutboundTrunkResponse()),
        ["SIP/CreateSIPOutboundTrunk"] = new(
            server => server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk
            {
                Name = "t",
                Address = "sip.example.com:5061",
                Numbers = ["+15550100"],
                Transport = SipTransport.Tls,
                AuthUsername = "u",
                AuthPassword = "p",
                Metadata = "m",
            }),
            new CreateSIPOutboundTrunkRequest
            {
                Trunk = new SIPOutboundTrunkInfo
                {
                    Name = "t",
                    Address = "sip.example.com:5061",
                    Numbers = { "+15550100" },
                    Transport = SIPTransport.Tls,
                    AuthUsername = "u",
                    AuthPassword = "p",
                    Metadata = "m",
                },
            },
            """{ "sip": { "admin": true } }""",
            new SIPOutboundTrunkInfo()),
        ["SIP/DeleteSIPTrunk"] = new(
            server => server.DeleteSipTrunkAsync("ST_1"),
            new DeleteSIPTrunkRequest { SipTrunkId = "ST_1" },
            """{ "sip": { "admin": true } }""",
            new SIPTrunkInfo()),
    };

    public static TheoryData<string> Names => new(Calls.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_Request_IsTheMethodsProtobuf(string name)
    {
        var expected = Calls[name];
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(expected.Answer));

        await expected.Call(server.CreateClient());

        Assert.Equal(HttpMethod.Post, server.Request.Method);
        Assert.Equal(new Uri($"https://livekit.test/twirp/livekit.{name}"), server.Request.Uri);
        Assert.Equal("application/protobuf", server.Request.ContentType);
        Assert.Equal(expected.Request, expected.Request.Descriptor.Parser.ParseFrom(server.Request.Body));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_Token_AllowsThatCallAlone(string name)
    {
        var expected = Calls[name];
        var time = new VirtualTime();
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(expected.Answer));

        await expected.Call(server.CreateClient(time));

        var request = server.Request;
        Assert.Equal("Bearer", request.Authorization.Scheme);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected.Grants), request.Grants), $"Expected {expected.Grants}, got {request.Grants.ToJsonString()}");
        Assert.Equal(ScriptedServer.ApiKey, (string?)request.Claims["iss"]);
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds() + 60, (long)request.Claims["exp"]!);
    }

    [Fact]
    public void Calls_EveryMethodOfTheApi_IsExpectedAbove() =>
        Assert.Equal(
            typeof(ILiveKitServer).GetMethods().Count(method => typeof(Task).IsAssignableFrom(method.ReturnType)),
            Calls.Count);

    [Fact]
    public async Task ConcurrentCalls_EachRequest_CarriesItsOwnRoomsToken()
    {
        var bothArrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        using var server = new ScriptedServer(async (_, _) =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
                bothArrived.SetResult();
            await bothArrived.Task;
            return ScriptedServer.Ok(new ListParticipantsResponse());
        });
        // HttpClient on purpose: it is the one with headers that could be shared.
        using var http = new HttpClient(server, disposeHandler: false);
        var client = new LiveKitServerClient(http, new LiveKitCredentials("wss://livekit.test", ScriptedServer.ApiKey, ScriptedServer.Secret));

        await Task.WhenAll(client.ListParticipantsAsync("a"), client.ListParticipantsAsync("b"));

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(ListParticipantsRequest.Parser.ParseFrom(request.Body).Room, request.Room));
        Assert.NotEqual(server.Requests[0].Room, server.Requests[1].Room);
        Assert.Null(http.DefaultRequestHeaders.Authorization);
    }

    [Theory]
    [InlineData("wss://livekit.test", "https://livekit.test/twirp/livekit.RoomService/ListRooms")]
    [InlineData("ws://localhost:7880", "http://localhost:7880/twirp/livekit.RoomService/ListRooms")]
    [InlineData("ws://livekit.test", "http://livekit.test/twirp/livekit.RoomService/ListRooms")]
    [InlineData("https://livekit.test:8443/", "https://livekit.test:8443/twirp/livekit.RoomService/ListRooms")]
    [InlineData("http://10.0.0.1", "http://10.0.0.1/twirp/livekit.RoomService/ListRooms")]
    [InlineData("wss://proxy.test/live/kit", "https://proxy.test/live/kit/twirp/livekit.RoomService/ListRooms")]
    [InlineData("wss://proxy.test/live%20kit/", "https://proxy.test/live%20kit/twirp/livekit.RoomService/ListRooms")]
    [InlineData("ws://[::1]:7880", "http://[::1]:7880/twirp/livekit.RoomService/ListRooms")]
    public async Task Url_SchemeAndPath_BecomeHttpsWithThePathKept(string url, string expected)
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(new ListRoomsResponse()));
        var client = server.CreateClient(url: url);

        await client.ListRoomsAsync();

        Assert.Equal(expected, server.Request.Uri.AbsoluteUri);
        Assert.Equal(new Uri(url), client.Url);
    }

    [Fact]
    public async Task CreateSipParticipant_Connection_IsSentInsteadOfATrunk()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(new SIPParticipantInfo()));

        await server.CreateClient().CreateSipParticipantAsync(new CreateSipParticipantRequest
        {
            RoomName = "a",
            ParticipantIdentity = "phone",
            CallTo = "desk",
            Connection = new SipConnection
            {
                Hostname = "sip.example.com",
                Transport = SipTransport.Tcp,
                AuthUsername = "u",
                AuthPassword = "p",
                DestinationCountry = "us",
                HeadersToAttributes = SomeEntries,
                AttributesToHeaders = SomeEntries,
            },
        });

        var sent = CreateSIPParticipantRequest.Parser.ParseFrom(server.Request.Body);
        Assert.Equal("", sent.SipTrunkId);
        Assert.Equal(
            new SIPOutboundConfig
            {
                Hostname = "sip.example.com",
                Transport = SIPTransport.Tcp,
                AuthUsername = "u",
                AuthPassword = "p",
                DestinationCountry = "us",
                HeadersToAttributes = { SomeEntries },
                AttributesToHeaders = { SomeEntries },
            },
            sent.Trunk);
        Assert.True(sent.WaitUntilAnswered);
        Assert.Equal(30, sent.RingingTimeout.Seconds);
    }

    [Fact]
    public async Task UpdateParticipant_PermissionsUnset_AreNotSent()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(new Protocol.ParticipantInfo()));

        await server.CreateClient().UpdateParticipantAsync(new UpdateParticipantRequest { Room = "a", Identity = "phone", Name = "n" });

        // A permission message with defaults would take every right away.
        Assert.Null(Protocol.UpdateParticipantRequest.Parser.ParseFrom(server.Request.Body).Permission);
    }

    [Fact]
    public async Task Lists_OfNothing_AreEmptyWithoutAsking()
    {
        using var server = new ScriptedServer(_ => throw new InvalidOperationException("nothing is to be sent"));
        var client = server.CreateClient();

        Assert.Empty(await client.ListRoomsAsync([]));
        Assert.Empty(await client.ListSipOutboundTrunksAsync([]));
    }

    [Fact]
    public void SignToken_Client_SignsWithItsOwnKeyAndClock()
    {
        var time = new VirtualTime(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var server = new ScriptedServer(_ => throw new InvalidOperationException("nothing is to be sent"));

        var claims = ReceivedRequest.ClaimsOf(server.CreateClient(time).SignToken(new AccessToken { Identity = "ai" }));

        Assert.Equal("ai", (string?)claims["sub"]);
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), claims["nbf"]!.ToJsonString());
    }

    private sealed record Expectation(Func<ILiveKitServer, Task> Call, IMessage Request, string Grants, IMessage Answer);
}
