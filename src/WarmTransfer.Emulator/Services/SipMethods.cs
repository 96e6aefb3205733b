using Google.Protobuf.WellKnownTypes;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>The methods of <c>livekit.SIP</c> and the grants each asks for.</summary>
internal static class SipMethods
{
    public static TwirpService Create(SipService calls, TrunkRegistry trunks) => new TwirpService("livekit.SIP")
        .AddAsync<CreateSIPParticipantRequest>("CreateSIPParticipant", async (request, grants, aborted) =>
        {
            TokenGrants.Require(grants.SipCall);
            return await calls.CreateParticipantAsync(request, aborted);
        })
        .AddAsync<TransferSIPParticipantRequest>("TransferSIPParticipant", async (request, grants, aborted) =>
        {
            TokenGrants.Require(grants.SipCall);
            grants.RequireAdmin(request.RoomName);
            await calls.TransferAsync(request, aborted);
            return new Empty();
        })
        .Add<CreateSIPOutboundTrunkRequest>("CreateSIPOutboundTrunk", (request, grants) =>
        {
            TokenGrants.Require(grants.SipAdmin);
            return trunks.Create(request.Trunk);
        })
        .Add<UpdateSIPOutboundTrunkRequest>("UpdateSIPOutboundTrunk", (request, grants) =>
        {
            TokenGrants.Require(grants.SipAdmin);
            return trunks.Update(request);
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
