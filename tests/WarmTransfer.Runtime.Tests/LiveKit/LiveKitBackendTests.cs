using NSubstitute;

namespace WarmTransfer.Runtime.Tests.LiveKit;

public sealed class LiveKitBackendTests
{
    [Fact]
    public async Task JoinAsAgent_Always_AsksForAShortTokenOfThatRoomAlone()
    {
        var server = Substitute.For<ILiveKitServer>();
        AccessToken? token = null;
        server.SignToken(Arg.Do<AccessToken>(signed => token = signed)).Returns("signed");
        server.Url.Returns(new Uri("ws://127.0.0.1:7880"));
        var rooms = Substitute.For<IRoomConnector>();

        await new LiveKitBackend(server, rooms).JoinAsAgentAsync("call-1", "ai", TestContext.Current.CancellationToken);

        await rooms.Received(1).ConnectAsync(server.Url, "signed", TestContext.Current.CancellationToken);
        Assert.Equal(("ai", ParticipantKind.Agent, "call-1", true, false), (token!.Identity, token.Kind, token.Video!.Room, token.Video.RoomJoin, token.Video.RoomAdmin));
        Assert.InRange(token.Lifetime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("", "ai")]
    [InlineData("call-1", "")]
    public async Task JoinAsAgent_NameMissing_IsRefused(string room, string identity) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new LiveKitBackend(Substitute.For<ILiveKitServer>(), Substitute.For<IRoomConnector>()).JoinAsAgentAsync(room, identity));
}
