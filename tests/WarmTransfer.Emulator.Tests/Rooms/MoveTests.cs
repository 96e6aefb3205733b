namespace WarmTransfer.Emulator.Tests;

public sealed class MoveTests
{
    [Fact]
    public async Task Move_OnCloud_LeavesHereAndJoinsThere()
    {
        var fixture = new RoomFixture();
        var stay = RoomFixture.EventsOf(fixture.Join("a", "stay"));
        var bob = RoomFixture.EventsOf(fixture.Join("b", "bob"));
        var mover = fixture.Join("a", "mover");
        var track = await mover.PublishAudioAsync("mic");
        var (sid, roomSid, trackSid) = (mover.Participant.Info.Sid, mover.Sid, track.TrackSid);
        var own = RoomFixture.EventsOf(mover);
        stay.Clear();

        await fixture.Rooms.MoveParticipantAsync("a", "mover", "b");

        Assert.Collection(
            stay,
            e => Assert.Equal(trackSid, Assert.IsType<RoomEvent.TrackUnsubscribed>(e).Track.Sid),
            e => Assert.IsType<RoomEvent.TrackUnpublished>(e),
            e => Assert.Equal(sid, Assert.IsType<RoomEvent.ParticipantLeft>(e).Participant.Sid));
        Assert.Collection(
            bob,
            e => Assert.NotEqual(sid, Assert.IsType<RoomEvent.ParticipantJoined>(e).Participant.Sid),
            e => Assert.NotEqual(trackSid, Assert.IsType<RoomEvent.TrackPublished>(e).Track.Sid),
            e => Assert.NotEqual(trackSid, Assert.IsType<RoomEvent.TrackSubscribed>(e).Track.Sid));
        Assert.Equal(new RoomEvent.Moved("b"), Assert.Single(own));
        Assert.Equal(("b", true), (mover.Name, mover.IsConnected));
        Assert.NotEqual(roomSid, mover.Sid);
        Assert.Equal("bob", Assert.Single(mover.RemoteParticipants).Identity);
    }

    [Fact]
    public async Task Move_WithATrack_IsHeardThereAndNoLongerHere()
    {
        var fixture = new RoomFixture();
        var here = 0;
        var there = 0;
        fixture.Join("a", "stay").ObserveAudio("mover", _ => here++);
        fixture.Join("b", "bob").ObserveAudio("mover", _ => there++);
        var track = await fixture.Join("a", "mover").PublishAudioAsync("mic");

        await fixture.Rooms.MoveParticipantAsync("a", "mover", "b");
        Assert.True(track.TryWrite(RoomFixture.Frame()));

        Assert.Equal((0, 1), (here, there));
    }

    [Fact]
    public async Task Move_OnTheOpenSourceServer_ChangesNothing()
    {
        var fixture = new RoomFixture(LiveKitEdition.OpenSource);
        var stay = RoomFixture.EventsOf(fixture.Join("a", "stay"));
        fixture.Join("a", "mover");
        stay.Clear();

        var error = await Assert.ThrowsAsync<TwirpException>(() => fixture.Rooms.MoveParticipantAsync("a", "mover", "b"));

        Assert.Equal(("unknown", "twirp error unknown: not implemented"), (error.Code, error.Message));
        Assert.Empty(stay);
        Assert.Single(fixture.Rooms.ListRooms([]));
    }

    [Fact]
    public void Move_MissingParticipant_IsUnavailableAfterThreeSeconds()
    {
        var fixture = new RoomFixture();

        fixture.Time.Run(async () =>
        {
            var error = await Assert.ThrowsAsync<TwirpException>(() => fixture.Rooms.MoveParticipantAsync("a", "ghost", "b"));
            Assert.Equal("unavailable", error.Code);
        });

        Assert.Equal(TimeSpan.FromSeconds(3), fixture.Time.Elapsed);
    }

    [Fact]
    public async Task Move_LastOneOut_LeavesARoomThatCloses()
    {
        var fixture = new RoomFixture();
        fixture.Join("a", "mover");

        await fixture.Rooms.MoveParticipantAsync("a", "mover", "b");
        fixture.Time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal("b", Assert.Single(fixture.Rooms.ListRooms([])).Name);
    }
}
