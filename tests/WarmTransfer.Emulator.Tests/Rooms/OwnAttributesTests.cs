namespace WarmTransfer.Emulator.Tests;

public sealed class OwnAttributesTests
{
    private readonly RoomFixture _fixture = new();

    [Fact]
    public async Task Set_IsSeenByEveryoneInTheRoom_AndKeepsTheOthers()
    {
        var alice = Join("alice");
        var own = RoomFixture.EventsOf(alice);
        var bob = _fixture.Join("a", "bob");
        var seen = RoomFixture.EventsOf(bob);
        own.Clear();

        await alice.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "idle", ["queue"] = "billing" });
        await alice.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy" });

        Assert.Equal(2, seen.Count);
        var changed = Assert.IsType<RoomEvent.AttributesChanged>(seen[1]).Participant;
        Assert.Equal(("alice", "busy", "billing"), (changed.Identity, changed.GetAttribute("state"), changed.GetAttribute("queue")));
        Assert.Equal("busy", Assert.Single(bob.RemoteParticipants).GetAttribute("state"));
        Assert.All(own, e => Assert.Equal("alice", Assert.IsType<RoomEvent.AttributesChanged>(e).Participant.Identity));
        Assert.Equal(2, own.Count);
    }

    [Fact]
    public async Task Set_EmptyValue_RemovesIt()
    {
        var alice = Join("alice");
        var bob = _fixture.Join("a", "bob");

        await alice.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "idle", ["queue"] = "billing" });
        await alice.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "" });

        Assert.Equal(["queue"], Assert.Single(bob.RemoteParticipants).Attributes.Keys);
    }

    [Fact]
    public async Task Set_Nothing_TellsNobody()
    {
        var alice = Join("alice");
        var seen = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        await alice.SetAttributesAsync(new Dictionary<string, string>());

        Assert.Empty(seen);
    }

    [Fact]
    public async Task Set_WithoutTheGrant_SaysWhichOne()
    {
        var alice = _fixture.Join("a", "alice");
        var seen = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => alice.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "idle" }));

        Assert.Contains("canUpdateOwnMetadata = true", error.Message, StringComparison.Ordinal);
        Assert.Empty(seen);
    }

    [Fact]
    public async Task Set_LongerThanTheServerTakes_IsRefused()
    {
        var alice = Join("alice");
        var seen = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        await alice.SetAttributesAsync(new Dictionary<string, string> { ["k"] = new string('x', (64 * 1024) - 1) });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => alice.SetAttributesAsync(new Dictionary<string, string> { ["k"] = new string('x', 64 * 1024) }));

        Assert.Contains("65536", error.Message, StringComparison.Ordinal);
        Assert.Single(seen);
    }

    [Fact]
    public async Task Set_AfterLeaving_Throws()
    {
        var alice = Join("alice");
        await alice.DisposeAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => alice.SetAttributesAsync(new Dictionary<string, string> { ["k"] = "v" }));

        Assert.Contains("not in the room any more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JoinedAsAgent_MaySetThem()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var livekit = new LiveKitEmulator(new() { TimeProvider = time });
            await using var agent = await livekit.Backend.JoinAsAgentAsync("a", "ai");
            await using var other = await livekit.Backend.JoinAsAgentAsync("a", "other");

            await agent.SetAttributesAsync(new Dictionary<string, string> { ["lk.agent.state"] = "listening" });

            Assert.Equal("listening", Assert.Single(other.RemoteParticipants).GetAttribute("lk.agent.state"));
        });
    }

    private InProcessRoom Join(string identity) => _fixture.Join(new TokenGrants { RoomJoin = true, Room = "a", Identity = identity, CanUpdateOwnMetadata = true });
}
