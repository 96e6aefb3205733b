namespace WarmTransfer.Emulator.Tests;

/// <summary>One's own tracks, and one's own keys.</summary>
public sealed class LocalAudioTests
{
    private readonly RoomFixture _fixture = new();

    [Fact]
    public async Task Muted_IsNotHeardUntilUnmuted_AndOthersAreTold()
    {
        var bob = _fixture.Join("a", "bob");
        var heard = new List<short>();
        using var hearing = bob.ObserveAudio("alice", samples => heard.Add(samples[0]));
        var told = new List<bool>();
        using var watch = bob.Observe(e =>
        {
            if (e is RoomEvent.TrackMuteChanged changed)
                told.Add(changed.Track.Muted);
        });
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");

        track.Mute();
        track.Mute();
        track.TryWrite(RoomFixture.Frame(1));
        track.Unmute();
        track.Unmute();
        _fixture.Time.Advance(AudioFormat.FrameDuration);
        track.TryWrite(RoomFixture.Frame(2));

        Assert.Equal([2], heard);
        Assert.Equal([true, false], told);
    }

    [Fact]
    public async Task LocalAudio_ListsWhatIsPublishedNow()
    {
        var room = _fixture.Join("a", "alice");
        var first = await room.PublishAudioAsync("mic");
        var second = await room.PublishAudioAsync("music", TrackSource.Unknown);
        Assert.Equal([("mic", TrackSource.Microphone), ("music", TrackSource.Unknown)], room.LocalAudio.Select(track => (track.Name, track.Source)));

        await first.DisposeAsync();

        Assert.Equal([second], room.LocalAudio);
    }

    [Fact]
    public async Task QueuedFrames_AreThoseAheadOfTheClock()
    {
        var track = await _fixture.Join("a", "alice").PublishAudioAsync("mic");
        for (short value = 0; value < 4; value++)
            track.TryWrite(RoomFixture.Frame(value));

        Assert.Equal(3, track.QueuedFrames);
        _fixture.Time.Advance(AudioFormat.FrameDuration * 2);
        Assert.Equal(1, track.QueuedFrames);
    }

    [Fact]
    public async Task SendDtmf_ReachesEveryoneElseOrThoseNamed()
    {
        var alice = _fixture.Join("a", "alice");
        var pressed = new List<string>();
        using var bob = _fixture.Join("a", "bob").Observe(e => Add("bob", e));
        using var carol = _fixture.Join("a", "carol").Observe(e => Add("carol", e));

        await alice.SendDtmfAsync("1#");
        await alice.SendDtmfAsync("9", ["carol"]);

        Assert.Equal(["bob alice 1", "carol alice 1", "bob alice #", "carol alice #", "carol alice 9"], pressed);

        void Add(string who, RoomEvent roomEvent)
        {
            if (roomEvent is RoomEvent.DtmfReceived dtmf)
                pressed.Add($"{who} {dtmf.ParticipantIdentity} {dtmf.Digit}");
        }
    }

    [Fact]
    public async Task SendDtmf_NoKeyOrGone_SaysSo()
    {
        var alice = _fixture.Join("a", "alice");

        Assert.Contains("'w'", (await Assert.ThrowsAsync<ArgumentException>(() => alice.SendDtmfAsync("1w"))).Message, StringComparison.Ordinal);
        await alice.DisposeAsync();
        Assert.Contains("press keys", (await Assert.ThrowsAsync<InvalidOperationException>(() => alice.SendDtmfAsync("1"))).Message, StringComparison.Ordinal);
    }
}
