using System.Net;

namespace WarmTransfer.Emulator.Tests;

public sealed class JoinTokenTests : IAsyncDisposable
{
    private readonly LiveKitEmulator _livekit = new();

    public ValueTask DisposeAsync() => _livekit.DisposeAsync();

    [Fact]
    public async Task Connect_TokenWithEverything_JoinsAsItSays()
    {
        await using var watcher = await JoinAsync(new VideoGrant { RoomJoin = true, Room = "a" }, "watcher");
        await using var room = await _livekit.Rooms.ConnectAsync(_livekit.Url, Sign(new AccessToken
        {
            Identity = "agent",
            Name = "The Agent",
            Kind = ParticipantKind.Agent,
            Metadata = "{}",
            Attributes = new Dictionary<string, string> { ["lang"] = "en" },
            Video = new VideoGrant { RoomJoin = true, Room = "a", CanPublish = false, CanUpdateOwnMetadata = true },
        }));

        var seen = Assert.Single(watcher.RemoteParticipants);
        Assert.Equal(("agent", "The Agent", ParticipantKind.Agent, "{}", "en"), (seen.Identity, seen.Name, seen.Kind, seen.Metadata, seen.GetAttribute("lang")));
        Assert.Equal(new ParticipantPermissions { CanPublish = false, CanPublishData = false, CanUpdateMetadata = true }, seen.Permissions);
        Assert.Equal(("a", "agent", true), (room.Name, room.LocalIdentity, room.IsConnected));
        Assert.StartsWith("RM_", room.Sid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_Hidden_IsNotSeenButSees()
    {
        await using var watcher = await JoinAsync(new VideoGrant { RoomJoin = true, Room = "a" }, "watcher");
        var events = RoomFixture.EventsOf(watcher);
        await using var monitor = await JoinAsync(new VideoGrant { RoomJoin = true, Room = "a", Hidden = true }, "monitor");

        Assert.Empty(watcher.RemoteParticipants);
        Assert.Single(monitor.RemoteParticipants);
        await monitor.DisposeAsync();
        Assert.Empty(events);
    }

    [Fact]
    public async Task Connect_WrongSecret_IsRefusedWithoutShowingTheToken()
    {
        await using var other = new LiveKitEmulator(new LiveKitEmulatorOptions { ApiSecret = new string('x', 32) });
        var token = other.Backend.Server.SignToken(new AccessToken { Identity = "a", Video = new VideoGrant { RoomJoin = true, Room = "a" } });

        var error = await Assert.ThrowsAsync<LiveKitException>(() => _livekit.Rooms.ConnectAsync(_livekit.Url, token));

        Assert.Equal((HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated), (error.StatusCode, error.Code));
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_NotAToken_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<LiveKitException>(() => _livekit.Rooms.ConnectAsync(_livekit.Url, "nonsense"))).StatusCode);

    [Theory]
    [InlineData(false, "a", "roomJoin")]
    [InlineData(true, "", "names no room")]
    public async Task Connect_GrantMissing_SaysWhich(bool join, string room, string named)
    {
        var token = Sign(new AccessToken { Identity = "me", Video = new VideoGrant { RoomJoin = join, Room = room, CanPublish = true } });

        var error = await Assert.ThrowsAsync<LiveKitException>(() => _livekit.Rooms.ConnectAsync(_livekit.Url, token));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        _livekit.AssertNothingLeft();
    }

    [Fact]
    public void Connect_NobodyNamed_IsABadRequest()
    {
        var error = Assert.Throws<LiveKitException>(() => new RoomFixture().Join("a", identity: ""));

        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Contains("identity", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AnotherAddress_ReachesNobody()
    {
        var token = Sign(new AccessToken { Identity = "me", Video = new VideoGrant { RoomJoin = true, Room = "a" } });

        var error = await Assert.ThrowsAsync<LiveKitException>(() => _livekit.Rooms.ConnectAsync(new Uri("wss://example.livekit.cloud"), token));

        Assert.Null(error.StatusCode);
        Assert.Contains("example.livekit.cloud", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_Cancelled_LeavesNothing()
    {
        var token = Sign(new AccessToken { Identity = "me", Video = new VideoGrant { RoomJoin = true, Room = "a" } });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _livekit.Rooms.ConnectAsync(_livekit.Url, token, new CancellationToken(canceled: true)));

        _livekit.AssertNothingLeft();
    }

    private Task<IRoom> JoinAsync(VideoGrant grant, string identity) =>
        _livekit.Rooms.ConnectAsync(_livekit.Url, Sign(new AccessToken { Identity = identity, Video = grant }));

    private string Sign(AccessToken token) => _livekit.Backend.Server.SignToken(token);
}
