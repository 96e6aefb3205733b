namespace WarmTransfer.Rtc.Tests;

/// <summary>A room on a library played by the test: what each native event becomes, and that every handle is given back.</summary>
public sealed class RoomTests : IDisposable
{
    private const string Caller = "caller";

    private readonly FakeLibrary _library = new();
    private readonly List<byte[]> _pinned = [];

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task ConnectAsync_KnowsTheRoomAndWhoIsInIt()
    {
        Present(Caller, kind: 3, _library.Publication("TR_voice"), _library.Publication("TR_camera", Ffi.TrackKind.KindVideo, Ffi.TrackSource.SourceCamera));

        await using var room = await _library.JoinAsync();

        Assert.Equal(FakeLibrary.RoomName, room.Name);
        Assert.Equal("RM_1", room.Sid);
        Assert.Equal(FakeLibrary.LocalIdentity, room.LocalIdentity);
        Assert.True(room.IsConnected);
        var caller = Assert.Single(room.RemoteParticipants);
        Assert.Equal((Caller, "PA_caller", ParticipantKind.Sip, ParticipantState.Active), (caller.Identity, caller.Sid, caller.Kind, caller.State));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000), caller.JoinedAt);
        Assert.Equal([new TrackInfo("TR_voice", "TR_voice", TrackKind.Audio, TrackSource.Microphone), new TrackInfo("TR_camera", "TR_camera", TrackKind.Video, TrackSource.Camera)], caller.Tracks);
    }

    [Fact]
    public async Task ConnectAsync_SubscribesToVoicesAlone()
    {
        var voice = _library.Publication("TR_voice");
        Present(Caller, kind: 0, voice, _library.Publication("TR_camera", Ffi.TrackKind.KindVideo, Ffi.TrackSource.SourceCamera), _library.Publication("TR_music", source: Ffi.TrackSource.SourceUnknown));

        await using var room = await _library.JoinAsync();

        Assert.Equal([voice.Handle.Id], _library.Requests.Where(asked => asked.SetSubscribed is not null).Select(asked => asked.SetSubscribed.PublicationHandle));
        Assert.False(_library.Requests.Single(asked => asked.Connect is not null).Connect.Options.AutoSubscribe);
    }

    [Fact]
    public async Task ConnectAsync_AsksForEventsOnlyWhenItCanTakeThem()
    {
        await using var room = await _library.JoinAsync();

        Assert.Equal([Ffi.FfiRequest.MessageOneofCase.Connect, Ffi.FfiRequest.MessageOneofCase.ReadyForRoomEvent], _library.Requests.Select(asked => asked.MessageCase));
    }

    [Fact]
    public async Task ConnectAsync_TooLate_LeavesAgain()
    {
        ulong asyncId = 0;
        _library.Instead = asked => asked.Connect is { } connect && (asyncId = connect.RequestAsyncId) != 0;
        using var cancellation = new CancellationTokenSource();
        var joining = _library.Connector().ConnectAsync(new Uri("ws://localhost:7880"), "token", cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining);

        _library.Raise(new Ffi.FfiEvent { Connect = _library.Joined(asyncId) });

        await Eventually.TrueAsync(() => _library.Requests.Any(asked => asked.Disconnect is not null) && _library.LiveHandles == 0);
        Assert.Equal(0, _library.Client.OpenHandles);
    }

    [Fact]
    public async Task ParticipantConnected_IsAJoin()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        Join(Caller, kind: 5, ("sip.callStatus", "ringing"));

        var joined = await events.NextAsync<RoomEvent.ParticipantJoined>();
        Assert.Equal((Caller, ParticipantKind.Connector, "ringing"), (joined.Participant.Identity, joined.Participant.Kind, joined.Participant.GetAttribute(SipAttributes.CallStatus)));
        Assert.Equal(Caller, Assert.Single(room.RemoteParticipants).Identity);
    }

    [Theory]
    [InlineData(0, ParticipantKind.Standard)]
    [InlineData(1, ParticipantKind.Ingress)]
    [InlineData(2, ParticipantKind.Egress)]
    [InlineData(3, ParticipantKind.Sip)]
    [InlineData(4, ParticipantKind.Agent)]
    [InlineData(5, ParticipantKind.Connector)]
    [InlineData(6, ParticipantKind.Bridge)]
    [InlineData(99, ParticipantKind.Standard)]
    public void Kind_IsTheServersNotTheLibrarysNumber(int native, ParticipantKind kind) =>
        Assert.Equal(kind, RtcMapping.ToParticipant(new Ffi.ParticipantInfo { Kind = native }).Kind);

    [Fact]
    public async Task ParticipantDisconnected_IsALeaveWithItsReason()
    {
        Present(Caller, kind: 3, _library.Publication("TR_voice"));
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        Raise(new() { ParticipantDisconnected = new() { ParticipantIdentity = Caller, DisconnectReason = 12 } });

        var left = (await events.NextAsync<RoomEvent.ParticipantLeft>()).Participant;
        Assert.Equal((Caller, DisconnectReason.UserRejected, ParticipantState.Disconnected), (left.Identity, left.DisconnectReason, left.State));
        Assert.Empty(room.RemoteParticipants);
    }

    [Fact]
    public async Task AttributesChanged_HasThemAll()
    {
        Present(Caller, kind: 3);
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        var changed = new Ffi.ParticipantAttributesChanged { ParticipantIdentity = Caller };
        changed.Attributes.Add(new Ffi.AttributesEntry { Key = "sip.callStatus", Value = "active" });
        changed.Attributes.Add(new Ffi.AttributesEntry { Key = "sip.callID", Value = "SCL_1" });
        Raise(new() { ParticipantAttributesChanged = changed });

        var participant = (await events.NextAsync<RoomEvent.AttributesChanged>()).Participant;
        Assert.Equal("active", participant.GetAttribute(SipAttributes.CallStatus));
        Assert.Equal("SCL_1", Assert.Single(room.RemoteParticipants).GetAttribute(SipAttributes.CallId));
    }

    [Fact]
    public async Task MetadataNameStateSidAndPermissions_AreKeptUpToDate()
    {
        Present(Caller, kind: 0);
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        Raise(new() { ParticipantMetadataChanged = new() { ParticipantIdentity = Caller, Metadata = "gold" } });
        Raise(new() { ParticipantNameChanged = new() { ParticipantIdentity = Caller, Name = "Ann" } });
        Raise(new() { ParticipantPermissionChanged = new() { ParticipantIdentity = Caller, Permission = new() { CanPublish = true } } });
        var updated = new Ffi.ParticipantsUpdated();
        updated.Participants.Add(new Ffi.ParticipantInfo { Identity = Caller, Sid = "PA_2", State = 1 });
        Raise(new() { ParticipantsUpdated = updated });
        Raise(new() { Reconnected = new() });
        await events.FindAsync<RoomEvent.Reconnected>();

        var caller = Assert.Single(room.RemoteParticipants);
        Assert.Equal(("gold", "Ann", "PA_2", ParticipantState.Joined), (caller.Metadata, caller.Name, caller.Sid, caller.State));
        Assert.Equal((true, false), (caller.Permissions!.CanPublish, caller.Permissions.CanSubscribe));
    }

    [Fact]
    public async Task Tracks_ComeAreMutedAndGo()
    {
        Present(Caller, kind: 0);
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        Raise(new() { TrackPublished = new() { ParticipantIdentity = Caller, Publication = _library.Publication("TR_1") } });
        Raise(new() { TrackMuted = new() { ParticipantIdentity = Caller, TrackSid = "TR_1" } });
        Raise(new() { TrackUnmuted = new() { ParticipantIdentity = Caller, TrackSid = "TR_1" } });
        Raise(new() { TrackUnpublished = new() { ParticipantIdentity = Caller, PublicationSid = "TR_1" } });

        Assert.Equal("TR_1", (await events.NextAsync<RoomEvent.TrackPublished>()).Track.Sid);
        var muted = await events.NextAsync<RoomEvent.TrackMuteChanged>();
        Assert.Equal((Caller, true), (muted.Participant.Identity, muted.Track.Muted));
        Assert.False((await events.NextAsync<RoomEvent.TrackMuteChanged>()).Track.Muted);
        var unpublished = await events.NextAsync<RoomEvent.TrackUnpublished>();
        Assert.Empty(unpublished.Participant.Tracks);
    }

    [Fact]
    public async Task OwnTrackMuted_IsAnEventToo()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        await using var track = await room.PublishAudioAsync("voice", cancellationToken: TestContext.Current.CancellationToken);

        Raise(new() { TrackMuted = new() { ParticipantIdentity = FakeLibrary.LocalIdentity, TrackSid = track.TrackSid } });

        var muted = await events.NextAsync<RoomEvent.TrackMuteChanged>();
        Assert.Equal((FakeLibrary.LocalIdentity, track.TrackSid, true), (muted.Participant.Identity, muted.Track.Sid, muted.Track.Muted));
    }

    [Fact]
    public async Task Moved_RenamesTheRoom()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        Raise(new() { Moved = new() { Sid = "RM_2", Name = "support-2" } });

        Assert.Equal("support-2", (await events.NextAsync<RoomEvent.Moved>()).RoomName);
        Assert.Equal(("support-2", "RM_2"), (room.Name, room.Sid));
    }

    [Fact]
    public async Task Reconnecting_ThenReconnected()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        Raise(new() { Reconnecting = new() });
        Raise(new() { Reconnected = new() });

        await events.NextAsync<RoomEvent.Reconnecting>();
        await events.NextAsync<RoomEvent.Reconnected>();
        Assert.True(room.IsConnected);
    }

    [Fact]
    public async Task BackBeforeTheConnectionIsRestored_HasNeverLeft()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("caller") } });
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("human", attributes: ("sip.callStatus", "ringing")) } });
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("guest") } });

        Raise(new() { Reconnecting = new() });
        foreach (var identity in new[] { "caller", "human", "guest" })
            Raise(new() { ParticipantDisconnected = new() { ParticipantIdentity = identity, DisconnectReason = 1 } });
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("caller") } });
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("human", attributes: ("sip.callStatus", "active")) } });
        Raise(new() { Reconnected = new() });

        await events.FindAsync<RoomEvent.Reconnecting>();
        Assert.Equal("active", (await events.NextAsync<RoomEvent.AttributesChanged>()).Participant.GetAttribute("sip.callStatus"));
        Assert.Equal("guest", (await events.NextAsync<RoomEvent.ParticipantLeft>()).Participant.Identity);
        await events.NextAsync<RoomEvent.Reconnected>();
        Assert.Equal(["caller", "human"], room.RemoteParticipants.Select(participant => participant.Identity).Order());
        Raise(new() { ParticipantDisconnected = new() { ParticipantIdentity = "caller", DisconnectReason = 1 } });
        Assert.Equal("caller", (await events.NextAsync<RoomEvent.ParticipantLeft>()).Participant.Identity);
    }

    [Fact]
    public async Task GoneWithoutAReasonAndBackAtOnce_HasNeverLeft()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("caller") } });
        await events.NextAsync<RoomEvent.ParticipantJoined>();

        Raise(new() { ParticipantDisconnected = new() { ParticipantIdentity = "caller", DisconnectReason = 0 } });
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("caller") } });
        Raise(new() { Moved = new() { Sid = "RM_2", Name = "support-2" } });
        await events.NextAsync<RoomEvent.Moved>();

        // Gone again, and for good.
        Raise(new() { ParticipantDisconnected = new() { ParticipantIdentity = "caller", DisconnectReason = 0 } });
        Assert.Equal(DisconnectReason.Unknown, (await events.NextAsync<RoomEvent.ParticipantLeft>()).Participant.DisconnectReason);
        Assert.Empty(room.RemoteParticipants);
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("caller") } });
        await events.NextAsync<RoomEvent.ParticipantJoined>();
    }

    [Fact]
    public async Task Reconnected_AsksAgainForVoicesThatDidNotCome()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant("caller") } });
        foreach (var track in new[] { "TR_heard", "TR_lost" })
            Raise(new() { TrackPublished = new() { ParticipantIdentity = "caller", Publication = _library.Publication(track) } });
        Raise(new() { TrackSubscribed = new() { ParticipantIdentity = "caller", Track = new() { Handle = _library.NewHandle(), Info = new() { Sid = "TR_heard" } } } });

        Raise(new() { Reconnecting = new() });
        Raise(new() { Reconnected = new() });
        await events.FindAsync<RoomEvent.Reconnected>();

        var asked = _library.Requests.Where(request => request.SetSubscribed is not null).Select(request => request.SetSubscribed.PublicationHandle).ToList();
        Assert.Equal([1, 2], asked.CountBy(handle => handle).Select(handle => handle.Value));
        Assert.Equal(asked[1], asked[2]);
    }

    [Theory]
    [InlineData(5, DisconnectReason.RoomDeleted)]
    [InlineData(4, DisconnectReason.ParticipantRemoved)]
    [InlineData(2, DisconnectReason.DuplicateIdentity)]
    public async Task Disconnected_IsTheLastEventAndSaysWhy(int native, DisconnectReason reason)
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        Raise(new() { Disconnected = new() { Reason = native } });
        Raise(new() { Reconnecting = new() });

        Assert.Equal(reason, (await events.NextAsync<RoomEvent.Disconnected>()).Reason);
        Assert.False(room.IsConnected);
        await room.DisposeAsync();
        Assert.True(events.IsEmpty);
    }

    [Fact]
    public async Task Panic_EndsTheRoomAndFailsWhatIsUnderWay()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        _library.Instead = asked => asked.PublishTrack is not null;
        var publishing = room.PublishAudioAsync("voice", cancellationToken: TestContext.Current.CancellationToken);

        _library.Raise(new Ffi.FfiEvent { Panic = new() { Message = "task panicked" } });

        Assert.Equal(DisconnectReason.AgentError, (await events.NextAsync<RoomEvent.Disconnected>()).Reason);
        Assert.Contains("native library failed", (await Assert.ThrowsAsync<InvalidOperationException>(() => publishing)).Message, StringComparison.Ordinal);
        Assert.True(_library.Log.Has(Microsoft.Extensions.Logging.LogLevel.Critical, "task panicked"));
    }

    [Theory]
    [InlineData(5u, "5", '5')]
    [InlineData(10u, null, '*')]
    [InlineData(11u, "#", '#')]
    [InlineData(12u, null, 'A')]
    [InlineData(12u, "a", 'A')]
    public async Task Dtmf_IsTheKeyPressed(uint code, string? digit, char key)
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        var pressed = new Ffi.SipDtmf { Code = code };
        if (digit is not null)
            pressed.Digit = digit;
        Raise(new() { DataPacketReceived = new() { ParticipantIdentity = Caller, SipDtmf = pressed } });

        Assert.Equal(new RoomEvent.DtmfReceived(Caller, key), await events.NextAsync<RoomEvent.DtmfReceived>());
    }

    [Fact]
    public async Task SendDtmfAsync_SendsKeyByKey()
    {
        await using var room = await _library.JoinAsync();

        await room.SendDtmfAsync("1#d", [Caller], TestContext.Current.CancellationToken);

        Assert.Equal(
            [(1u, "1"), (11u, "#"), (15u, "D")],
            _library.Requests.Where(asked => asked.PublishSipDtmf is not null).Select(asked => (asked.PublishSipDtmf.Code, asked.PublishSipDtmf.Digit)));
        Assert.All(_library.Requests.Where(asked => asked.PublishSipDtmf is not null), asked => Assert.Equal([Caller], asked.PublishSipDtmf.DestinationIdentities));
    }

    [Fact]
    public async Task SendDtmfAsync_NoKey_SendsNothing()
    {
        await using var room = await _library.JoinAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => room.SendDtmfAsync("12w", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_library.Requests, asked => asked.PublishSipDtmf is not null);
    }

    [Theory]
    [InlineData("caller", "caller")]
    [InlineData("", null)]
    public async Task DataPacket_IsCopiedAndItsBufferGivenBack(string sender, string? identity)
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        var before = _library.LiveHandles;

        Raise(new() { DataPacketReceived = new() { ParticipantIdentity = sender, User = new() { Topic = "status", Data = Buffer([1, 2, 3]) } } });

        var data = await events.NextAsync<RoomEvent.DataReceived>();
        Assert.Equal((identity, "status"), (data.ParticipantIdentity, data.Topic));
        Assert.Equal([1, 2, 3], data.Data.ToArray());
        Assert.Equal(before, _library.LiveHandles);
    }

    [Fact]
    public async Task TextStream_ArrivesWhole()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        var before = _library.LiveHandles;
        var info = new Ffi.TextStreamInfo { StreamId = "ST_9", Topic = TextTopics.Chat };
        info.Attributes["lk.language"] = "en";

        Raise(new() { TextStreamOpened = new() { ParticipantIdentity = Caller, Reader = new() { Handle = _library.NewHandle(), Info = info } } });

        var text = (await events.NextAsync<RoomEvent.TextReceived>()).Text;
        Assert.Equal(("ST_9", TextTopics.Chat, Caller, "hello"), (text.StreamId, text.Topic, text.ParticipantIdentity, text.Text));
        Assert.Equal("en", text.Attributes["lk.language"]);
        Assert.Equal(before, _library.LiveHandles);
    }

    [Fact]
    public async Task TextStream_IsWrittenAndClosed()
    {
        await using var room = await _library.JoinAsync();
        var options = new TextStreamOptions { Topic = TextTopics.Transcription, Attributes = new Dictionary<string, string> { ["a"] = "b" }, DestinationIdentities = [Caller] };

        await using (var stream = await room.OpenTextStreamAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.Equal("ST_1", stream.StreamId);
            await stream.WriteAsync("good ", TestContext.Current.CancellationToken);
            await stream.WriteAsync("morning", TestContext.Current.CancellationToken);
        }

        var opened = _library.Requests.Single(asked => asked.TextStreamOpen is not null).TextStreamOpen.Options;
        Assert.Equal((TextTopics.Transcription, "b"), (opened.Topic, opened.Attributes["a"]));
        Assert.Equal([Caller], opened.DestinationIdentities);
        Assert.Equal(["good ", "morning"], _library.Requests.Where(asked => asked.TextStreamWrite is not null).Select(asked => asked.TextStreamWrite.Text));
        Assert.Single(_library.Requests, asked => asked.TextStreamClose is not null);
    }

    [Fact]
    public async Task MayNotSpeak_SaysSo()
    {
        _library.Permission = new Ffi.ParticipantPermission { CanSubscribe = true };
        await using var room = await _library.JoinAsync();

        var publish = await Assert.ThrowsAsync<InvalidOperationException>(() => room.PublishAudioAsync("voice", cancellationToken: TestContext.Current.CancellationToken));
        var text = await Assert.ThrowsAsync<InvalidOperationException>(() => room.OpenTextStreamAsync(new TextStreamOptions { Topic = "t" }, TestContext.Current.CancellationToken));

        Assert.Contains("canPublish = false", publish.Message, StringComparison.Ordinal);
        Assert.Contains("canPublishData = false", text.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ObserverThatThrows_HurtsNobody()
    {
        await using var room = await _library.JoinAsync();
        room.Observe(_ => throw new InvalidOperationException("mine"));
        var events = new RoomEventLog(room);

        Join(Caller, kind: 0);

        await events.NextAsync<RoomEvent.ParticipantJoined>();
    }

    [Fact]
    public async Task Dispose_GivesEveryHandleBack()
    {
        Present(Caller, kind: 3, _library.Publication("TR_voice"));
        var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        using var listener = room.ObserveAudio(Caller, static _ => { });
        Raise(new() { TrackSubscribed = new() { ParticipantIdentity = Caller, Track = new() { Handle = _library.NewHandle(), Info = new() { Sid = "TR_voice" } } } });
        await room.PublishAudioAsync("voice", cancellationToken: TestContext.Current.CancellationToken);
        Raise(new() { ByteStreamOpened = new() { Reader = new() { Handle = _library.NewHandle() } } });
        Raise(new() { DataTrackPublished = new() { Track = new() { Handle = _library.NewHandle() } } });
        Raise(new() { TrackPublished = new() { ParticipantIdentity = "nobody", Publication = _library.Publication("TR_lost") } });
        Raise(new() { Reconnected = new() });
        await events.FindAsync<RoomEvent.Reconnected>();
        Assert.NotEqual(0, _library.Client.OpenHandles);

        await room.DisposeAsync();
        await room.DisposeAsync();

        Assert.Equal(DisconnectReason.ClientInitiated, (await events.NextAsync<RoomEvent.Disconnected>()).Reason);
        Assert.Equal(0, _library.Client.OpenHandles);
        Assert.Equal(0, _library.LiveHandles);
        Assert.Equal(0, _library.Client.PendingCalls);
        Assert.Single(_library.Requests, asked => asked.Disconnect is not null);
        Assert.DoesNotContain("does not know it", _library.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_LibrarySilent_LeavesAllTheSame()
    {
        var room = (RtcRoom)await _library.Connector(new RtcOptions { DisconnectTimeout = TimeSpan.FromMilliseconds(100) })
            .ConnectAsync(new Uri("ws://localhost:7880"), "token", TestContext.Current.CancellationToken);
        _library.Instead = asked => asked.Disconnect is not null;

        await room.DisposeAsync();

        Assert.Equal(0, _library.LiveHandles);
        Assert.Contains("leave the room", _library.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_ChangedAfterTheConnectorIsMade_HaveNoEffect()
    {
        var options = new RtcOptions { DisconnectTimeout = TimeSpan.FromMilliseconds(100) };
        var connector = _library.Connector(options);
        options.DisconnectTimeout = TimeSpan.FromSeconds(5);
        var room = await connector.ConnectAsync(new Uri("ws://localhost:7880"), "token", TestContext.Current.CancellationToken);
        _library.Instead = asked => asked.Disconnect is not null;

        await room.DisposeAsync();

        Assert.True(_library.Log.Has(Microsoft.Extensions.Logging.LogLevel.Warning, "leave the room within 00:00:00.1"));
    }

    [Fact]
    public async Task EventsAfterDispose_AreGivenBackUnread()
    {
        var room = await _library.JoinAsync();
        await room.DisposeAsync();

        Join(Caller, kind: 0);

        await Eventually.TrueAsync(() => _library.LiveHandles == 0);
    }

    [Fact]
    public async Task FiveHundredRooms_LeaveNothingBehind()
    {
        for (var round = 0; round < 500; round++)
        {
            _library.Present.Clear();
            Present(Caller, kind: 3, _library.Publication("TR_voice"));
            await using var room = await _library.JoinAsync();
            await using var track = await room.PublishAudioAsync("voice", cancellationToken: TestContext.Current.CancellationToken);
            track.TryWrite(new short[AudioFormat.SamplesPerFrame]);
            _library.Requests.Clear();
        }

        Assert.Equal(0, _library.Client.OpenHandles);
        Assert.Equal(0, _library.Client.PendingCalls);
    }

    private unsafe Ffi.OwnedBuffer Buffer(byte[] content)
    {
        var memory = GC.AllocateArray<byte>(content.Length, pinned: true);
        content.CopyTo(memory, 0);
        _pinned.Add(memory);
        fixed (byte* data = memory)
            return new Ffi.OwnedBuffer { Handle = _library.NewHandle(), Data = new Ffi.BufferInfo { DataPtr = (ulong)data, DataLen = (ulong)content.Length } };
    }

    private void Present(string identity, int kind, params Ffi.OwnedTrackPublication[] publications)
    {
        var participant = new Ffi.ConnectCallback.Types.ParticipantWithTracks { Participant = _library.Participant(identity, kind) };
        participant.Publications.Add(publications);
        _library.Present.Add(participant);
    }

    private void Join(string identity, int kind, params (string Key, string Value)[] attributes) =>
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant(identity, kind, attributes) } });

    private void Raise(Ffi.RoomEvent roomEvent) => _library.Raise(roomEvent);
}
