namespace WarmTransfer.Rtc.Tests;

/// <summary>Rooms of a real LiveKit server; skipped where there is none.</summary>
[Collection(NativeLibraryFixture.Collection)]
public sealed class RealServerTests(NativeLibraryFixture native)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Join_BothSeeEachOther()
    {
        await using var server = RealServer.Use(native);
        var caller = await server.JoinAsync("caller", attributes: new Dictionary<string, string> { ["plan"] = "gold" });
        var events = new RoomEventLog(caller);

        var agent = await server.JoinAsync("agent", kind: ParticipantKind.Agent);

        var joined = (await events.FindAsync<RoomEvent.ParticipantJoined>()).Participant;
        Assert.Equal(("agent", ParticipantKind.Agent), (joined.Identity, joined.Kind));
        var seen = Assert.Single(agent.RemoteParticipants);
        Assert.Equal(("caller", ParticipantKind.Standard, "gold"), (seen.Identity, seen.Kind, seen.GetAttribute("plan")));
        Assert.StartsWith("RM_", agent.Sid, StringComparison.Ordinal);
        Assert.Equal(server.RoomName, agent.Name);
        Assert.InRange(joined.JoinedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task Tone_ArrivesWithItsEnergy()
    {
        await using var server = RealServer.Use(native);
        var speaker = await server.JoinAsync("speaker");
        var listener = await server.JoinAsync("listener");
        var meter = new ToneMeter();
        using var hearing = listener.ObserveAudio("speaker", meter.Hear);

        await using var track = await speaker.PublishAudioAsync("voice", cancellationToken: Cancellation);
        await PlayAsync(track, () => meter.Seconds >= 2);

        Assert.InRange(meter.Share(), 0.95, 1.01);
        Assert.StartsWith("TR_", track.TrackSid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracks_ComeAreMutedAndGo()
    {
        await using var server = RealServer.Use(native);
        var speaker = await server.JoinAsync("speaker");
        var listener = await server.JoinAsync("listener");
        var events = new RoomEventLog(listener);

        var track = await speaker.PublishAudioAsync("voice", cancellationToken: Cancellation);
        var published = await events.FindAsync<RoomEvent.TrackPublished>();
        var subscribed = await events.FindAsync<RoomEvent.TrackSubscribed>();
        track.Mute();
        var muted = await events.FindAsync<RoomEvent.TrackMuteChanged>();
        track.Unmute();
        var unmuted = await events.FindAsync<RoomEvent.TrackMuteChanged>();
        await track.DisposeAsync();
        var unsubscribed = await events.FindAsync<RoomEvent.TrackUnsubscribed>();
        var unpublished = await events.FindAsync<RoomEvent.TrackUnpublished>();

        Assert.Equal(("speaker", "voice", TrackSource.Microphone, TrackKind.Audio), (published.Participant.Identity, published.Track.Name, published.Track.Source, published.Track.Kind));
        Assert.Equal((track.TrackSid, track.TrackSid), (subscribed.Track.Sid, unsubscribed.Track.Sid));
        Assert.Equal((track.TrackSid, true), (muted.Track.Sid, muted.Track.Muted));
        Assert.False(unmuted.Track.Muted);
        Assert.Equal(track.TrackSid, unpublished.Track.Sid);
    }

    [Fact]
    public async Task Text_GoesBothWays()
    {
        await using var server = RealServer.Use(native);
        var caller = await server.JoinAsync("caller");
        var agent = await server.JoinAsync("agent", kind: ParticipantKind.Agent);
        var heard = new RoomEventLog(agent);
        var read = new RoomEventLog(caller);

        await SayAsync(caller, TextTopics.Chat, "My invoice", " is wrong – ääkköset 🙂");
        await SayAsync(agent, TextTopics.Transcription, "Let me see.");

        var question = (await heard.FindAsync<RoomEvent.TextReceived>()).Text;
        var answer = (await read.FindAsync<RoomEvent.TextReceived>()).Text;
        Assert.Equal((TextTopics.Chat, "caller", "My invoice is wrong – ääkköset 🙂"), (question.Topic, question.ParticipantIdentity, question.Text));
        Assert.Equal("en", question.Attributes["lang"]);
        Assert.Equal((TextTopics.Transcription, "agent", "Let me see."), (answer.Topic, answer.ParticipantIdentity, answer.Text));
    }

    [Fact]
    public async Task Dtmf_ArrivesKeyByKey()
    {
        await using var server = RealServer.Use(native);
        var human = await server.JoinAsync("human");
        var agent = await server.JoinAsync("agent");
        var events = new RoomEventLog(agent);

        await human.SendDtmfAsync("1*#", cancellationToken: Cancellation);

        foreach (var key in "1*#")
            Assert.Equal(new RoomEvent.DtmfReceived("human", key), await events.FindAsync<RoomEvent.DtmfReceived>());
    }

    [Fact]
    public async Task AttributesAndMetadata_Change()
    {
        await using var server = RealServer.Use(native);
        await server.JoinAsync("caller");
        var agent = await server.JoinAsync("agent");
        var events = new RoomEventLog(agent);

        await server.Api.UpdateParticipantAsync(
            new UpdateParticipantRequest { Room = server.RoomName, Identity = "caller", Attributes = new Dictionary<string, string> { ["sip.callStatus"] = "active" }, Metadata = "vip" },
            Cancellation);

        var changed = (await events.FindAsync<RoomEvent.AttributesChanged>()).Participant;
        Assert.Equal(("caller", "active"), (changed.Identity, changed.GetAttribute(SipAttributes.CallStatus)));
        Assert.Equal("vip", agent.RemoteParticipants.Single().Metadata);
    }

    [Fact]
    public async Task OwnAttributes_AreSeenByBothSides()
    {
        await using var server = RealServer.Use(native);
        var caller = await server.JoinAsync("caller");
        var agent = await server.JoinAsync("agent", attributes: new Dictionary<string, string> { ["queue"] = "billing" }, ownMetadata: true);
        var seen = new RoomEventLog(caller);
        var own = new RoomEventLog(agent);

        await agent.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy" }, Cancellation);
        var both = (await seen.FindAsync<RoomEvent.AttributesChanged>()).Participant;
        await agent.SetAttributesAsync(new Dictionary<string, string> { ["queue"] = "" }, Cancellation);
        var one = (await seen.FindAsync<RoomEvent.AttributesChanged>()).Participant;

        Assert.Equal(("agent", "busy", "billing"), (both.Identity, both.GetAttribute("state"), both.GetAttribute("queue")));
        Assert.Equal("busy", one.GetAttribute("state"));
        Assert.True(string.IsNullOrEmpty(one.GetAttribute("queue")));
        Assert.Equal("agent", (await own.FindAsync<RoomEvent.AttributesChanged>()).Participant.Identity);
    }

    [Fact]
    public async Task OwnAttributes_WithoutTheGrant_SaysWhichOne()
    {
        await using var server = RealServer.Use(native);
        var agent = await server.JoinAsync("agent");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => agent.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy" }, Cancellation));

        Assert.Contains("canUpdateOwnMetadata", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_GoWholeAndInOrder_ToThoseAddressed()
    {
        await using var server = RealServer.Use(native);
        var caller = await server.JoinAsync("caller");
        var human = await server.JoinAsync("human");
        var agent = await server.JoinAsync("agent");
        var atHuman = new RoomEventLog(human);
        var atCaller = new RoomEventLog(caller);
        var content = new byte[300_000];
        new Random(13).NextBytes(content);

        await SendAsync(agent, new ByteStreamOptions { Topic = "files", Name = "note.wav", MimeType = "audio/wav", TotalLength = content.Length, DestinationIdentities = ["human"] }, content);
        await SendAsync(agent, new ByteStreamOptions { Topic = "to all", Attributes = new Dictionary<string, string> { ["k"] = "v" } }, [1, 2, 3]);

        var bytes = (await atHuman.FindAsync<RoomEvent.BytesReceived>()).Bytes;
        Assert.Equal(("files", "note.wav", "audio/wav", "agent"), (bytes.Topic, bytes.Name, bytes.MimeType, bytes.ParticipantIdentity));
        Assert.True(content.AsSpan().SequenceEqual(bytes.Content.Span));
        var toAll = (await atCaller.FindAsync<RoomEvent.BytesReceived>()).Bytes;
        Assert.Equal(("to all", "010203", "v"), (toAll.Topic, Convert.ToHexString(toAll.Content.Span), toAll.Attributes["k"]));
    }

    [Fact]
    public async Task Bytes_OverTheLimit_AreLostAndTheNextArrive()
    {
        await using var server = RealServer.Use(native);
        var caller = await server.JoinAsync("caller");
        var agent = await server.JoinAsync("agent");
        var events = new RoomEventLog(caller);

        await SendAsync(agent, new ByteStreamOptions { Topic = "promised", TotalLength = ByteMessage.MaxLength + 1L }, new byte[100_000]);
        await SendAsync(agent, new ByteStreamOptions { Topic = "next" }, [1]);

        Assert.Equal("next", (await events.FindAsync<RoomEvent.BytesReceived>()).Bytes.Topic);
    }

    [Fact]
    public async Task Removed_IsSeenByBothSides()
    {
        await using var server = RealServer.Use(native);
        var caller = await server.JoinAsync("caller");
        var agent = await server.JoinAsync("agent");
        var removed = new RoomEventLog(caller);
        var seen = new RoomEventLog(agent);

        await server.Api.RemoveParticipantAsync(server.RoomName, "caller", Cancellation);

        Assert.Equal(DisconnectReason.ParticipantRemoved, (await removed.FindAsync<RoomEvent.Disconnected>()).Reason);
        Assert.False(caller.IsConnected);
        var left = (await seen.FindAsync<RoomEvent.ParticipantLeft>()).Participant;
        Assert.Equal(("caller", DisconnectReason.ParticipantRemoved), (left.Identity, left.DisconnectReason));
        Assert.Empty(agent.RemoteParticipants);
    }

    [Fact]
    public async Task RoomDeleted_EndsTheConnection()
    {
        await using var server = RealServer.Use(native);
        var agent = await server.JoinAsync("agent");
        var events = new RoomEventLog(agent);

        await server.Api.DeleteRoomAsync(server.RoomName, Cancellation);

        Assert.Equal(DisconnectReason.RoomDeleted, (await events.FindAsync<RoomEvent.Disconnected>()).Reason);
    }

    [Fact]
    public async Task SameIdentityTwice_EndsTheFirst()
    {
        await using var server = RealServer.Use(native);
        var first = await server.JoinAsync("agent");
        var events = new RoomEventLog(first);

        await server.JoinAsync("agent");

        Assert.Equal(DisconnectReason.DuplicateIdentity, (await events.FindAsync<RoomEvent.Disconnected>()).Reason);
    }

    [Fact]
    public async Task ConnectionBroken_IsRestoredAndEverythingGoesOn()
    {
        await using var server = RealServer.Use(native);
        Assert.SkipUnless(server.Credentials.Url.Scheme == "ws", "Only a connection without TLS can be passed on by a proxy of the test.");
        using var network = new SignalProxy(server.Credentials.Url);
        var caller = await server.JoinAsync("caller");
        var agent = await server.JoinAsync("agent", through: network.Url);
        var events = new RoomEventLog(agent);
        var atCaller = new RoomEventLog(caller);
        var meter = new ToneMeter();
        await using var track = await agent.PublishAudioAsync("voice", cancellationToken: Cancellation);
        using var hearing = caller.ObserveAudio("agent", meter.Hear);
        await PlayAsync(track, () => meter.Seconds >= 0.5);

        network.Break();
        await events.FindAsync<RoomEvent.Reconnecting>();
        await events.FindAsync<RoomEvent.Reconnected>();

        Assert.True(agent.IsConnected);
        Assert.True(network.Connections >= 2);
        Assert.Equal("caller", Assert.Single(agent.RemoteParticipants).Identity);
        var before = meter.Seconds;
        await PlayAsync(track, () => meter.Seconds >= before + 1);
        await using (var text = await agent.OpenTextStreamAsync(new TextStreamOptions { Topic = "chat" }, Cancellation))
            await text.WriteAsync("still here", Cancellation);
        Assert.Equal("still here", (await atCaller.FindAsync<RoomEvent.TextReceived>()).Text.Text);
    }

    [Fact]
    public async Task Leave_IsSeenAtOnce()
    {
        await using var server = RealServer.Use(native);
        var caller = await server.JoinAsync("caller");
        var agent = await server.JoinAsync("agent");
        var events = new RoomEventLog(agent);

        await caller.DisposeAsync();

        var left = (await events.FindAsync<RoomEvent.ParticipantLeft>()).Participant;
        Assert.Equal(("caller", DisconnectReason.ClientInitiated), (left.Identity, left.DisconnectReason));
    }

    [Fact]
    public async Task WrongSecret_IsRefused()
    {
        await using var server = RealServer.Use(native);
        var wrong = new LiveKitCredentials(server.Credentials.Url.ToString(), server.Credentials.ApiKey, new string('x', 40));
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var token = new LiveKitServerClient(http, wrong).SignToken(new AccessToken { Identity = "agent", Video = new VideoGrant { RoomJoin = true, Room = server.RoomName } });

        var error = await Assert.ThrowsAsync<LiveKitException>(() => server.Connector.ConnectAsync(server.Credentials.Url, token, Cancellation));

        Assert.Equal(TwirpErrorCode.Unauthenticated, error.Code);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JoinAndLeave_ManyTimes_LeavesNothingBehind()
    {
        await using var server = RealServer.Use(native);
        await CycleAsync(server, times: 3);
        var before = Usage.Now();

        await CycleAsync(server, times: 20);

        var after = Usage.Now();
        Assert.InRange(after.Threads, 0, before.Threads + 8);
        Assert.InRange(after.Memory, 0, before.Memory + (64L << 20));
    }

    private static async Task CycleAsync(RealServer server, int times)
    {
        for (var round = 0; round < times; round++)
        {
            await using var agent = await server.JoinAsync("agent");
            await using var track = await agent.PublishAudioAsync("voice", cancellationToken: Cancellation);
            Assert.True(track.TryWrite(new short[AudioFormat.SamplesPerFrame]));
        }
    }

    private static async Task SayAsync(IRoom room, string topic, params string[] pieces)
    {
        await using var stream = await room.OpenTextStreamAsync(new TextStreamOptions { Topic = topic, Attributes = new Dictionary<string, string> { ["lang"] = "en" } }, Cancellation);
        foreach (var piece in pieces)
            await stream.WriteAsync(piece, Cancellation);
    }

    private static async Task SendAsync(IRoom room, ByteStreamOptions options, byte[] content)
    {
        await using var stream = await room.OpenByteStreamAsync(options, Cancellation);
        await stream.WriteAsync(content.AsMemory(0, content.Length / 3), Cancellation);
        await stream.WriteAsync(content.AsMemory(content.Length / 3), Cancellation);
    }

    // The track's queue keeps the pace; when it is full, the next frame waits.
    private static async Task PlayAsync(IAudioPublication track, Func<bool> isEnough)
    {
        for (var index = 0; !isEnough(); index++)
        {
            Assert.True(index < 2000, "After 20 s the tone was not heard long enough.");
            while (!track.TryWrite(ToneMeter.Frame(index)))
                await Task.Delay(5, Cancellation);
        }
    }
}
