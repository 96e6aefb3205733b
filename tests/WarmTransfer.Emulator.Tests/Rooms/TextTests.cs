namespace WarmTransfer.Emulator.Tests;

public sealed class TextTests
{
    private readonly RoomFixture _fixture = new();

    [Fact]
    public async Task Stream_Closed_ArrivesWholeAtEveryoneElse()
    {
        var alice = _fixture.Join("a", "alice");
        var own = RoomFixture.EventsOf(alice);
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var elsewhere = RoomFixture.EventsOf(_fixture.Join("b", "carol"));
        own.Clear();

        var stream = await alice.OpenTextStreamAsync(new TextStreamOptions { Topic = "t", Attributes = new Dictionary<string, string> { ["k"] = "v" } });
        await stream.WriteAsync("Hello, ");
        Assert.Empty(bob);
        await stream.WriteAsync("Bob.");
        await stream.DisposeAsync();
        await stream.DisposeAsync();

        var text = Assert.IsType<RoomEvent.TextReceived>(Assert.Single(bob)).Text;
        Assert.Equal((stream.StreamId, "t", "alice", "Hello, Bob.", "v"), (text.StreamId, text.Topic, text.ParticipantIdentity, text.Text, text.Attributes["k"]));
        Assert.Empty(own);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task Stream_WithAddressees_ReachesOnlyThem()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var carol = RoomFixture.EventsOf(_fixture.Join("a", "carol"));
        bob.Clear();

        await using (var stream = await alice.OpenTextStreamAsync(new TextStreamOptions { Topic = "t", DestinationIdentities = ["carol"] }))
            await stream.WriteAsync("psst");

        Assert.Empty(bob);
        Assert.Single(carol);
    }

    [Fact]
    public async Task Open_NotAllowed_Throws()
    {
        var alice = _fixture.Join(new TokenGrants { RoomJoin = true, Room = "a", Identity = "alice", CanPublishData = false });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => alice.OpenTextStreamAsync(new TextStreamOptions { Topic = "t" }));

        Assert.Contains("canPublishData", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_SenderLeavesInBetween_IsLost()
    {
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var alice = _fixture.Join("a", "alice");
        var stream = await alice.OpenTextStreamAsync(new TextStreamOptions { Topic = "t" });
        await stream.WriteAsync("half a");
        await alice.DisposeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.WriteAsync("sentence"));
        await stream.DisposeAsync();

        Assert.Empty(bob.OfType<RoomEvent.TextReceived>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => alice.OpenTextStreamAsync(new TextStreamOptions { Topic = "t" }));
    }

    [Fact]
    public async Task Write_AfterClosing_Throws()
    {
        var stream = await _fixture.Join("a", "alice").OpenTextStreamAsync(new TextStreamOptions { Topic = "t" });
        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.WriteAsync("more"));
    }
}
