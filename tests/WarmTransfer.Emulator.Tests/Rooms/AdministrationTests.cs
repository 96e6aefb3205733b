using System.Text;
using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

/// <summary>What the server does to those in a room, beyond what was recorded.</summary>
public sealed class AdministrationTests
{
    private readonly RoomFixture _fixture = new();

    [Fact]
    public void Mute_PublishedTrack_IsNotHeardAnyMore() => _fixture.Time.Run(async () =>
    {
        var speaker = _fixture.Join("room", "speaker");
        var listener = _fixture.Join("room", "listener");
        var heard = 0;
        listener.ObserveAudio("speaker", _ => heard++);
        var voice = await speaker.PublishAudioAsync("mic");
        voice.TryWrite(RoomFixture.Frame());

        var track = await _fixture.Rooms.MuteTrackAsync(new MuteRoomTrackRequest { Room = "room", Identity = "speaker", TrackSid = voice.TrackSid, Muted = true });
        voice.TryWrite(RoomFixture.Frame());

        await Task.Delay(TimeSpan.FromMilliseconds(20), _fixture.Time);
        Assert.Equal((1, true), (heard, track!.Muted));
    });

    [Fact]
    public void Mute_PublishedTrack_IsToldToEveryoneOnce() => _fixture.Time.Run(async () =>
    {
        var speaker = _fixture.Join("room", "speaker");
        var listener = _fixture.Join("room", "listener");
        var voice = await speaker.PublishAudioAsync("mic");
        var (own, others) = (RoomFixture.EventsOf(speaker), RoomFixture.EventsOf(listener));
        var request = new MuteRoomTrackRequest { Room = "room", Identity = "speaker", TrackSid = voice.TrackSid, Muted = true };

        await _fixture.Rooms.MuteTrackAsync(request);
        await _fixture.Rooms.MuteTrackAsync(request);

        foreach (var seen in (List<RoomEvent>[])[own, others])
        {
            var muted = Assert.IsType<RoomEvent.TrackMuteChanged>(Assert.Single(seen));
            Assert.Equal(("speaker", "mic", true), (muted.Participant.Identity, muted.Track.Name, muted.Track.Muted));
        }
    });

    [Fact]
    public void Unmute_ByTheServer_IsRefused() => _fixture.Time.Run(async () =>
    {
        var speaker = _fixture.Join("room", "speaker");
        var voice = await speaker.PublishAudioAsync("mic");
        var error = await Assert.ThrowsAsync<TwirpException>(() =>
            _fixture.Rooms.MuteTrackAsync(new MuteRoomTrackRequest { Room = "room", Identity = "speaker", TrackSid = voice.TrackSid }));

        Assert.Equal(("failed_precondition", "twirp error unknown: remote unmute not enabled"), (error.Code, error.Message));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unsubscribe_FromATrack_IsNotHeardUntilSubscribedAgain(bool byParticipant) => _fixture.Time.Run(async () =>
    {
        var speaker = _fixture.Join("room", "speaker");
        var listener = _fixture.Join("room", "listener");
        var other = _fixture.Join("room", "other");
        var (heard, heardByOther) = (0, 0);
        listener.ObserveAudio("speaker", _ => heard++);
        other.ObserveAudio("speaker", _ => heardByOther++);
        var voice = await speaker.PublishAudioAsync("mic");

        await SubscribeAsync(subscribe: false);
        voice.TryWrite(RoomFixture.Frame());
        Assert.Equal((0, 1), (heard, heardByOther));

        await SubscribeAsync(subscribe: true);
        voice.TryWrite(RoomFixture.Frame());
        await Task.Delay(TimeSpan.FromMilliseconds(20), _fixture.Time);
        Assert.Equal((1, 2), (heard, heardByOther));

        Task SubscribeAsync(bool subscribe)
        {
            var request = new UpdateSubscriptionsRequest { Room = "room", Identity = "listener", Subscribe = subscribe };
            if (byParticipant)
                request.ParticipantTracks.Add(new ParticipantTracks { ParticipantSid = speaker.Participant.Info.Sid, TrackSids = { voice.TrackSid } });
            else
                request.TrackSids.Add(voice.TrackSid);
            return _fixture.Rooms.UpdateSubscriptionsAsync(request);
        }
    });

    [Fact]
    public void SendData_ToSome_ReachesThemAlone() => _fixture.Time.Run(async () =>
    {
        var rooms = ((string[])["a", "b", "c"]).Select(identity => _fixture.Join("room", identity)).ToArray();
        var seen = rooms.Select(RoomFixture.EventsOf).ToArray();

        await _fixture.Rooms.SendDataAsync(new SendDataRequest
        {
            Room = "room",
            Data = ByteString.CopyFromUtf8("hello"),
            DestinationIdentities = { "a" },
            DestinationSids = { rooms[2].Participant.Info.Sid },
        });

        Assert.Empty(seen[1]);
        foreach (var events in (List<RoomEvent>[])[seen[0], seen[2]])
        {
            var data = Assert.IsType<RoomEvent.DataReceived>(Assert.Single(events));
            Assert.Equal((null, "", "hello"), (data.ParticipantIdentity, data.Topic, Encoding.UTF8.GetString(data.Data.Span)));
        }
    });

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public async Task SendData_NonceOfAnotherLength_IsRefused(int length)
    {
        _fixture.Join("room", "a");
        var request = new SendDataRequest { Room = "room", Nonce = ByteString.CopyFrom(new byte[length]) };

        var error = await Assert.ThrowsAsync<TwirpException>(() => _fixture.Rooms.SendDataAsync(request));

        Assert.Equal("invalid_argument", error.Code);
        Assert.Contains($"{length} bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forward_ToTheSameRoom_IsRefused()
    {
        _fixture.Join("room", "a");
        var error = await Assert.ThrowsAsync<TwirpException>(() => _fixture.Rooms.ForwardParticipantAsync("room", "a", "room"));

        Assert.Equal("invalid_argument", error.Code);
    }

    [Fact]
    public void Dispatches_OfARoomMadeWithAgents_AreThose() => _fixture.Time.Run(async () =>
    {
        _fixture.Rooms.CreateRoom(new Protocol.CreateRoomRequest { Name = "room", Agents = { new RoomAgentDispatch { AgentName = "a", Metadata = "m" } } });
        var later = _fixture.Rooms.CreateDispatch(new Protocol.CreateAgentDispatchRequest { Room = "room", AgentName = "b" });

        var all = await _fixture.Rooms.ListDispatchAsync("room", "");

        Assert.Equal([("a", "m"), ("b", "")], all.Select(d => (d.AgentName, d.Metadata)));
        Assert.Equal([later.Id], (await _fixture.Rooms.ListDispatchAsync("room", later.Id)).Select(d => d.Id));
        Assert.Empty(await _fixture.Rooms.ListDispatchAsync("room", "AD_nope"));
    });
}
