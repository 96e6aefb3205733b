using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public sealed class PartyWatchTests
{
    private readonly FakeRoom _room = new(new VirtualTime());
    private readonly List<string> _seen = [];

    [Fact]
    public void Party_Leaves_IsReportedWithTheReason()
    {
        using var watch = Watch();

        _room.Leave("caller", DisconnectReason.ClientInitiated);

        Assert.Equal(["left ClientInitiated"], _seen);
    }

    [Fact]
    public void Party_BackOnAnotherConnection_HasNotLeft()
    {
        using var watch = Watch();
        _room.RemoteParticipants = [new ParticipantInfo { Sid = "PA_2", Identity = "caller" }];

        _room.Leave("caller", DisconnectReason.ClientInitiated);

        Assert.Empty(_seen);
    }

    [Fact]
    public void SomebodyElse_Leaves_ChangesNothing()
    {
        using var watch = Watch();

        _room.Leave("monitor", DisconnectReason.ClientInitiated);

        Assert.Empty(_seen);
    }

    [Fact]
    public void Connection_Ends_IsReportedAsLost()
    {
        using var watch = Watch();

        _room.Disconnect(DisconnectReason.RoomDeleted);

        Assert.Equal(["lost RoomDeleted"], _seen);
    }

    [Fact]
    public void Watch_Disposed_SeesNothing()
    {
        Watch().Dispose();

        _room.Leave("caller", DisconnectReason.ClientInitiated);

        Assert.Empty(_seen);
    }

    private PartyWatch Watch() => new(_room, "caller", reason => _seen.Add($"left {reason}"), reason => _seen.Add($"lost {reason}"));
}
