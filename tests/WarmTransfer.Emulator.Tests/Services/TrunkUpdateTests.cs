using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

/// <summary>UpdateSIPOutboundTrunk, which was not recorded: it follows the checks that creating a trunk makes.</summary>
public sealed class TrunkUpdateTests
{
    private readonly TrunkRegistry _trunks = new(new IdSource(1));
    private readonly SIPOutboundTrunkInfo _trunk;

    public TrunkUpdateTests() =>
        _trunk = _trunks.Create(new SIPOutboundTrunkInfo { Name = "main", Address = "sip.example.com", Numbers = { "+1", "+2" }, AuthUsername = "user" });

    [Fact]
    public void Update_SomeFields_LeavesTheOthers()
    {
        var changed = _trunks.Update(new UpdateSIPOutboundTrunkRequest
        {
            SipTrunkId = _trunk.SipTrunkId,
            Update = new SIPOutboundTrunkUpdate { Address = "other.example.com", Numbers = new ListUpdate { Set = { "+3" } }, AuthUsername = "" },
        });

        Assert.Equal(("main", "other.example.com", ""), (changed.Name, changed.Address, changed.AuthUsername));
        Assert.Equal(["+3"], changed.Numbers);
        Assert.Equal(changed, _trunks.Find(_trunk.SipTrunkId));
    }

    [Fact]
    public void Update_Replace_KeepsTheIdAlone()
    {
        var changed = _trunks.Update(new UpdateSIPOutboundTrunkRequest
        {
            SipTrunkId = _trunk.SipTrunkId,
            Replace = new SIPOutboundTrunkInfo { Address = "other.example.com", Numbers = { "+3" } },
        });

        Assert.Equal((_trunk.SipTrunkId, "", "other.example.com"), (changed.SipTrunkId, changed.Name, changed.Address));
    }

    [Theory]
    [InlineData("ST_nope", "a", "not_found")]
    [InlineData("", "", "invalid_argument")]
    [InlineData("", "sip:a", "invalid_argument")]
    [InlineData("", null, "unknown")]
    public void Update_ThatCannotBe_SaysWhyAndChangesNothing(string id, string? address, string code)
    {
        var request = new UpdateSIPOutboundTrunkRequest { SipTrunkId = id.Length > 0 ? id : _trunk.SipTrunkId };
        if (address is not null)
            request.Update = new SIPOutboundTrunkUpdate { Address = address };

        var error = Assert.Throws<TwirpException>(() => _trunks.Update(request));

        Assert.Equal(code, error.Code);
        Assert.Equal(_trunk, _trunks.Find(_trunk.SipTrunkId));
    }
}
