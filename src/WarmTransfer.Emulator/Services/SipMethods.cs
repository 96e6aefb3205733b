using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>The methods of <c>livekit.SIP</c> and the grants each asks for.</summary>
internal static class SipMethods
{
    public static TwirpService Create(TrunkRegistry trunks) => new TwirpService("livekit.SIP")
        .Add<CreateSIPOutboundTrunkRequest>("CreateSIPOutboundTrunk", (request, grants) =>
        {
            TokenGrants.Require(grants.SipAdmin);
            return trunks.Create(request.Trunk);
        })
        .Add<ListSIPOutboundTrunkRequest>("ListSIPOutboundTrunk", (request, grants) =>
        {
            TokenGrants.Require(grants.SipAdmin);
            return trunks.List(request);
        })
        .Add<DeleteSIPTrunkRequest>("DeleteSIPTrunk", (request, grants) =>
        {
            TokenGrants.Require(grants.SipAdmin);
            return trunks.Delete(request.SipTrunkId);
        });
}
