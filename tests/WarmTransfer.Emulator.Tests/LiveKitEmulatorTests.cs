namespace WarmTransfer.Emulator.Tests;

public sealed class LiveKitEmulatorTests
{
    [Fact]
    public void Create_BadOptions_ListsEveryOne()
    {
        var options = new LiveKitEmulatorOptions { TimeProvider = null!, ApiKey = "", ApiSecret = "short", Port = 65536, Edition = (LiveKitEdition)7, Phones = null!, Trunks = null! };

        var error = Assert.Throws<ArgumentException>(() => new LiveKitEmulator(options));

        Assert.All(["TimeProvider", "ApiKey", "ApiSecret", "65536", "Edition", "Phones", "Trunks"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_SameSeed_Repeat()
    {
        async Task<string> FirstSid(int seed)
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { RandomSeed = seed });
            return (await emulator.Backend.Server.CreateRoomAsync(new CreateRoomRequest { Name = "room" })).Sid;
        }

        Assert.Equal(await FirstSid(7), await FirstSid(7));
        Assert.NotEqual(await FirstSid(7), await FirstSid(8));
    }

    [Fact]
    public void AssertNothingLeft_RoomOpen_NamesItAndWhoIsInIt()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time });
            var server = emulator.Backend.Server;
            await server.CreateRoomAsync(new CreateRoomRequest { Name = "consult" });
            var token = new AccessToken { Identity = "caller", Video = new VideoGrant { RoomJoin = true, Room = "room" } };
            await using var room = await emulator.Rooms.ConnectAsync(emulator.Url, server.SignToken(token));

            var error = Assert.Throws<InvalidOperationException>(() => emulator.AssertNothingLeft());
            Assert.EndsWith("Found:\n  room \"consult\", empty\n  room \"room\"\n  participant 'caller' (Standard) in room \"room\"", error.Message, StringComparison.Ordinal);
            emulator.AssertNothingLeft("consult", "room");

            await server.DeleteRoomAsync("consult");
            await server.DeleteRoomAsync("room");
            emulator.AssertNothingLeft();
        });
    }

    [Fact]
    public void AssertOnlyCallersLeft_CallerWithTheirAI_IsFine()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time });
            await using var caller = await EmulatedCaller.JoinAsync(emulator, "support-1");
            await using var ai = await emulator.Backend.JoinAsAgentAsync("support-1", "ai");
            emulator.AssertOnlyCallersLeft();

            await caller.LeaveAsync();
            var alone = Assert.Throws<InvalidOperationException>(emulator.AssertOnlyCallersLeft);
            Assert.Contains("participant 'ai'", alone.Message, StringComparison.Ordinal);

            await ai.DisposeAsync();
            emulator.AssertOnlyCallersLeft();
        });
    }

    [Fact]
    public void AssertOnlyCallersLeft_ConsultRoomOrPhoneLeft_NamesThem()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions
            {
                TimeProvider = time,
                Trunks = [new() { TrunkId = "ST_1", Address = "sip.example.com", Numbers = ["+15105550100"] }],
            });
            emulator.Phones.Add("+15105550123", Phone.RingsOut());
            await using var caller = await EmulatedCaller.JoinAsync(emulator, "support-1");
            await emulator.Backend.Server.CreateRoomAsync(new CreateRoomRequest { Name = "consult" });
            await emulator.Backend.Server.CreateSipParticipantAsync(new CreateSipParticipantRequest
            {
                RoomName = "support-1",
                ParticipantIdentity = "human",
                CallTo = "+15105550123",
                TrunkId = "ST_1",
                WaitUntilAnswered = false,
            });

            var error = Assert.Throws<InvalidOperationException>(emulator.AssertOnlyCallersLeft);

            Assert.Contains("room \"consult\", empty", error.Message, StringComparison.Ordinal);
            Assert.Contains("'human' in room 'support-1'", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("'caller'", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Options_ChangedAfterwards_DoNotCount()
    {
        var options = new LiveKitEmulatorOptions { Edition = LiveKitEdition.OpenSource };
        var emulator = new LiveKitEmulator(options);

        options.Edition = LiveKitEdition.Cloud;

        Assert.Equal(LiveKitEdition.OpenSource, emulator.Edition);
    }

    [Fact]
    public void Dispose_RoomsOpen_DisconnectsEveryone()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time });
            var token = new AccessToken { Identity = "caller", Video = new VideoGrant { RoomJoin = true, Room = "room" } };
            await using var room = await emulator.Rooms.ConnectAsync(emulator.Url, emulator.Backend.Server.SignToken(token));
            List<RoomEvent> seen = [];
            room.Observe(seen.Add);

            await emulator.DisposeAsync();
            await emulator.DisposeAsync();

            Assert.Equal([new RoomEvent.Disconnected(DisconnectReason.ServerShutdown)], seen);
            emulator.AssertNothingLeft();
        });
    }

    [Fact]
    public void Move_OnCloud_MovesTheParticipant()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time });
            var server = emulator.Backend.Server;
            var token = new AccessToken { Identity = "human", Video = new VideoGrant { RoomJoin = true, Room = "consult" } };
            await using var room = await emulator.Rooms.ConnectAsync(emulator.Url, server.SignToken(token));

            await server.MoveParticipantAsync("consult", "human", "caller-room");

            Assert.Equal("human", Assert.Single(await server.ListParticipantsAsync("caller-room")).Identity);
            Assert.Empty(await server.ListParticipantsAsync("consult"));
        });
    }

    [Fact]
    public void Move_OnOpenSource_IsNotImplemented()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time, Edition = LiveKitEdition.OpenSource });
            var server = emulator.Backend.Server;
            var token = new AccessToken { Identity = "human", Video = new VideoGrant { RoomJoin = true, Room = "consult" } };
            await using var room = await emulator.Rooms.ConnectAsync(emulator.Url, server.SignToken(token));

            var error = await Assert.ThrowsAsync<LiveKitException>(() => server.MoveParticipantAsync("consult", "human", "caller-room"));

            Assert.Equal((TwirpErrorCode.Unknown, "twirp error unknown: not implemented"), (error.Code, error.ServerMessage));
            Assert.Equal("human", Assert.Single(await server.ListParticipantsAsync("consult")).Identity);
        });
    }

    [Fact]
    public void Create_TrunkWithoutNumbers_IsRefused()
    {
        var options = new LiveKitEmulatorOptions { Trunks = [new SipOutboundTrunk { TrunkId = "ST_billing", Address = "sip.example.com", Numbers = [] }] };

        Assert.Contains("ST_billing", Assert.Throws<ArgumentException>(() => new LiveKitEmulator(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Call_WhoseRequestIsAborted_RingsOn()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = EmulatorWithPhone(time, Phone.AnswersAfter(TimeSpan.FromSeconds(5)));
            using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DialAsync(emulator, cancel.Token));
            var left = Assert.Throws<InvalidOperationException>(() => emulator.AssertNothingLeft());
            Assert.Contains("+15105550123", left.Message, StringComparison.Ordinal);

            await Task.Delay(TimeSpan.FromSeconds(5), time);
            var human = await emulator.Backend.Server.GetParticipantAsync("consult", "human");
            Assert.Equal("active", human.Attributes[SipAttributes.CallStatus]);
        });
    }

    [Fact]
    public void Call_ThroughATrunkOfTheOptions_IsAnsweredAndTransferred()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = EmulatorWithPhone(time, Phone.AnswersAfter(TimeSpan.FromSeconds(3)));
            var server = emulator.Backend.Server;

            var call = await DialAsync(emulator);
            Assert.Equal(("human", "consult"), (call.ParticipantIdentity, call.RoomName));
            await server.TransferSipParticipantAsync(new TransferSipParticipantRequest { RoomName = "consult", ParticipantIdentity = "human", TransferTo = "tel:+15105550199" });

            Assert.Equal("tel:+15105550199", Assert.Single(emulator.Phones.Calls).TransferredTo);
            await server.DeleteRoomAsync("consult");
            emulator.AssertNothingLeft();
        });
    }

    private static LiveKitEmulator EmulatorWithPhone(VirtualTime time, Phone phone) => new(new LiveKitEmulatorOptions
    {
        TimeProvider = time,
        Phones = new PhoneBook().Add("+15105550123", phone),
        Trunks = [new SipOutboundTrunk { TrunkId = "ST_billing", Address = "sip.example.com", Numbers = ["+15105550100"] }],
    });

    private static Task<SipParticipantInfo> DialAsync(LiveKitEmulator emulator, CancellationToken cancellationToken = default) =>
        emulator.Backend.Server.CreateSipParticipantAsync(
            new CreateSipParticipantRequest
            {
                TrunkId = "ST_billing",
                CallTo = "+15105550123",
                RoomName = "consult",
                ParticipantIdentity = "human",
            },
            cancellationToken);
}
