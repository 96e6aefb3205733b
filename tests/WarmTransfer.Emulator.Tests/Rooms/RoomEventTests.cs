namespace WarmTransfer.Emulator.Tests;

public sealed class RoomEventTests
{
    private readonly RoomFixture _fixture = new();

    [Fact]
    public void Join_SomeoneElseInTheRoom_IsSeenAndSees()
    {
        var alice = _fixture.Join("a", "alice");
        var events = RoomFixture.EventsOf(alice);
        var bob = _fixture.Join("a", "bob");

        Assert.Equal("bob", Assert.Single(alice.RemoteParticipants).Identity);
        Assert.Equal("alice", Assert.Single(bob.RemoteParticipants).Identity);
        Assert.Equal("bob", Assert.IsType<RoomEvent.ParticipantJoined>(Assert.Single(events)).Participant.Identity);
    }

    [Fact]
    public async Task Leave_OthersInTheRoom_SeeTracksGoBeforeTheParticipant()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = _fixture.Join("a", "bob");
        await bob.PublishAudioAsync("mic");
        var seen = RoomFixture.EventsOf(alice);
        var own = RoomFixture.EventsOf(bob);

        await bob.DisposeAsync();
        await bob.DisposeAsync();

        Assert.Collection(
            seen,
            e => Assert.Equal("mic", Assert.IsType<RoomEvent.TrackUnsubscribed>(e).Track.Name),
            e => Assert.Equal("mic", Assert.IsType<RoomEvent.TrackUnpublished>(e).Track.Name),
            e => Assert.Equal(DisconnectReason.ClientInitiated, Assert.IsType<RoomEvent.ParticipantLeft>(e).Participant.DisconnectReason));
        Assert.Equal(new RoomEvent.Disconnected(DisconnectReason.ClientInitiated), Assert.Single(own));
        Assert.False(bob.IsConnected);
        Assert.Empty(bob.RemoteParticipants);
        Assert.True(alice.IsConnected);
    }

    [Fact]
    public void Join_SameIdentity_SendsTheOlderAway()
    {
        var older = _fixture.Join("a", "alice");
        var events = RoomFixture.EventsOf(older);
        var newer = _fixture.Join("a", "alice");

        Assert.Equal(new RoomEvent.Disconnected(DisconnectReason.DuplicateIdentity), Assert.Single(events));
        Assert.False(older.IsConnected);
        Assert.True(newer.IsConnected);
        Assert.Single(_fixture.Rooms.ListParticipants("a"));
    }

    [Fact]
    public void Observer_JoinsAnotherFromWithin_IsNotCalledAgainBeforeItReturns()
    {
        var alice = _fixture.Join("a", "alice");
        var log = new List<string>();
        alice.Observe(e =>
        {
            if (e is not RoomEvent.ParticipantJoined joined)
                return;
            log.Add($"+{joined.Participant.Identity}");
            if (joined.Participant.Identity == "bob")
                _fixture.Join("a", "carol");
            log.Add($"-{joined.Participant.Identity}");
        });

        _fixture.Join("a", "bob");

        Assert.Equal(["+bob", "-bob", "+carol", "-carol"], log);
    }

    [Fact]
    public void Observer_Throws_OthersStillHear()
    {
        var alice = _fixture.Join("a", "alice");
        alice.Observe(_ => throw new InvalidOperationException("mine"));
        var events = RoomFixture.EventsOf(alice);

        _fixture.Join("a", "bob");

        Assert.Single(events);
    }
}
