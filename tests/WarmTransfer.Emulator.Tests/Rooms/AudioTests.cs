using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

public sealed class AudioTests
{
    private static readonly TimeSpan FrameTime = AudioFormat.FrameDuration;

    private readonly RoomFixture _fixture = new();

    [Fact]
    public async Task Write_OnTime_IsHeardAtOnce()
    {
        var heard = Listen(_fixture.Join("a", "bob"), "alice");
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        Assert.True(track.TryWrite(RoomFixture.Frame(7)));

        Assert.Equal([7], heard);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(479)]
    [InlineData(960)]
    public async Task Write_NotOneFrame_SaysWhatIsOne(int samples)
    {
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        var error = Assert.Throws<ArgumentException>(() => track.TryWrite(new short[samples]));

        Assert.Contains("480", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_AheadOfTheClock_IsHeardAtItsTimeAndTwentyAtMost()
    {
        var heard = Listen(_fixture.Join("a", "bob"), "alice");
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        var taken = Enumerable.Range(1, 25).Count(i => track.TryWrite(RoomFixture.Frame((short)i)));

        Assert.Equal(20, taken);
        Assert.Equal([1], heard);
        _fixture.Time.Advance(FrameTime * 3);
        Assert.Equal([1, 2, 3, 4], heard);
        Assert.True(track.TryWrite(RoomFixture.Frame(99)), "Three were played, so there is room again.");
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([.. Enumerable.Range(1, 20).Select(i => (short)i), 99], heard);
    }

    [Fact]
    public async Task Clear_FramesAhead_AreNeverHeard()
    {
        var heard = Listen(_fixture.Join("a", "bob"), "alice");
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");
        for (short i = 1; i <= 10; i++)
            track.TryWrite(RoomFixture.Frame(i));

        track.Clear();
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        track.TryWrite(RoomFixture.Frame(50));

        Assert.Equal([1, 50], heard);
    }

    [Fact]
    public async Task Write_PacedButJittery_LosesNothing()
    {
        var heard = Listen(_fixture.Join("a", "bob"), "alice");
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");
        for (short i = 0; i < 100; i++)
        {
            Assert.True(track.TryWrite(RoomFixture.Frame(i)));
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(i % 2 == 0 ? 3 : 17));
        }

        _fixture.Time.Advance(FrameTime);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (short)i), heard);
    }

    [Fact]
    public async Task Observe_BackgroundTrack_IsNotTheVoice()
    {
        var heard = Listen(_fixture.Join("a", "bob"), "alice");
        var music = await _fixture.Join("a", "alice").PublishAudioAsync("music", TrackSource.Unknown);

        music.TryWrite(RoomFixture.Frame());

        Assert.Empty(heard);
    }

    [Fact]
    public async Task Observe_AnotherRoomOrAnotherPerson_HearsNothing()
    {
        var elsewhere = Listen(_fixture.Join("b", "bob"), "alice");
        var carol = Listen(_fixture.Join("a", "carol"), "dave");
        var alice = _fixture.Join("a", "alice");
        var own = Listen(alice, "alice");
        var track = await alice.PublishAudioAsync("mic");

        track.TryWrite(RoomFixture.Frame());

        Assert.Empty(elsewhere);
        Assert.Empty(carol);
        Assert.Empty(own);
    }

    [Fact]
    public async Task Observe_SubscribingRevokedAndRestored_StopsAndGoesOn()
    {
        var heard = Listen(_fixture.Join("a", "bob"), "alice");
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        Write(track, 1);
        SetPermission("bob", new ParticipantPermission { CanSubscribe = false, CanPublish = true, CanPublishData = true });
        Write(track, 2);
        SetPermission("bob", new ParticipantPermission { CanSubscribe = true, CanPublish = true, CanPublishData = true });
        Write(track, 3);

        Assert.Equal([1, 3], heard);
    }

    [Fact]
    public async Task Subscriptions_FollowWhatIsPublishedAndAllowed_AndAreTold()
    {
        var bob = _fixture.Join("a", "bob");
        List<string> told = [];
        bob.Observe(e => told.AddRange(e switch
        {
            RoomEvent.TrackSubscribed { Track: var track } => ["+" + track.Name],
            RoomEvent.TrackUnsubscribed { Track: var track } => ["-" + track.Name],
            _ => [],
        }));
        var alice = _fixture.Join("a", "alice");
        await alice.PublishAudioAsync("music", TrackSource.Unknown);
        var mic = await alice.PublishAudioAsync("mic");
        Assert.Equal(["+mic"], told);

        mic.Mute();
        mic.Unmute();
        Assert.Equal(["+mic"], told);

        SetPermission("bob", new ParticipantPermission { CanSubscribe = false, CanPublish = true, CanPublishData = true });
        SetPermission("bob", new ParticipantPermission { CanSubscribe = true, CanPublish = true, CanPublishData = true });
        Assert.Equal(["+mic", "-mic", "+mic"], told);

        await _fixture.Rooms.UpdateSubscriptionsAsync(new UpdateSubscriptionsRequest { Room = "a", Identity = "bob", TrackSids = { mic.TrackSid }, Subscribe = false });
        await _fixture.Rooms.UpdateSubscriptionsAsync(new UpdateSubscriptionsRequest { Room = "a", Identity = "bob", TrackSids = { mic.TrackSid }, Subscribe = true });
        await mic.DisposeAsync();
        Assert.Equal(["+mic", "-mic", "+mic", "-mic", "+mic", "-mic"], told);
    }

    [Fact]
    public async Task Observe_Disposed_HearsNoMore()
    {
        var bob = _fixture.Join("a", "bob");
        var heard = new List<short>();
        var listening = bob.ObserveAudio("alice", frame => heard.Add(frame[0]));
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        Write(track, 1);
        listening.Dispose();
        Write(track, 2);

        Assert.Equal([1], heard);
    }

    [Fact]
    public async Task Observe_OneListenerThrows_TheOthersHear()
    {
        var bob = _fixture.Join("a", "bob");
        bob.ObserveAudio("alice", _ => throw new InvalidOperationException("mine"));
        var heard = Listen(bob, "alice");
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        Assert.True(track.TryWrite(RoomFixture.Frame(1)));

        Assert.Equal([1], heard);
    }

    [Fact]
    public async Task Publish_NotAllowed_Throws()
    {
        var alice = _fixture.Join(new TokenGrants { RoomJoin = true, Room = "a", Identity = "alice", CanPublish = false });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => alice.PublishAudioAsync("mic"));

        Assert.Contains("canPublish", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_AllowanceRevoked_TakesTheTrackAway()
    {
        var events = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        SetPermission("alice", new ParticipantPermission { CanSubscribe = true });

        Assert.False(track.TryWrite(RoomFixture.Frame()));
        Assert.Contains(events, e => e is RoomEvent.TrackUnpublished);
    }

    [Fact]
    public async Task Publication_Disposed_IsUnpublishedOnceAndTakesNoMore()
    {
        var events = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        await track.DisposeAsync();
        await track.DisposeAsync();

        Assert.False(track.TryWrite(RoomFixture.Frame()));
        Assert.Single(events.OfType<RoomEvent.TrackUnpublished>());
    }

    [Fact]
    public async Task Publish_AfterLeaving_Throws()
    {
        var alice = _fixture.Join("a", "alice");
        var track = await alice.PublishAudioAsync("mic");
        await alice.DisposeAsync();

        Assert.False(track.TryWrite(RoomFixture.Frame()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => alice.PublishAudioAsync("again"));
    }

    [Fact]
    public async Task Relay_FromOneRoomToAnother_CarriesFramesInTheSameInstant()
    {
        var agentHere = _fixture.Join("a", "agent");
        var agentThere = _fixture.Join("b", "agent");
        var relay = await agentThere.PublishAudioAsync("relay");
        agentHere.ObserveAudio("alice", frame => relay.TryWrite(frame));
        var heard = Listen(_fixture.Join("b", "bob"), "agent");
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        Write(track, 5);

        Assert.Equal([5], heard);
    }

    private void Write(IAudioPublication track, short value)
    {
        Assert.True(track.TryWrite(RoomFixture.Frame(value)));
        _fixture.Time.Advance(FrameTime);
    }

    private void SetPermission(string identity, ParticipantPermission permission) =>
        _fixture.Rooms.UpdateParticipant(new Protocol.UpdateParticipantRequest { Room = "a", Identity = identity, Permission = permission });

    private static List<short> Listen(IRoom room, string identity)
    {
        var heard = new List<short>();
        room.ObserveAudio(identity, frame => heard.Add(frame[0]));
        return heard;
    }
}
