using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>The methods of <c>livekit.AgentDispatchService</c> and the grants each asks for.</summary>
internal static class AgentDispatchMethods
{
    public static TwirpService Create(RoomDirectory rooms) => new TwirpService("livekit.AgentDispatchService")
        .Add<Protocol.CreateAgentDispatchRequest>("CreateDispatch", (request, grants) =>
        {
            grants.RequireAdmin(request.Room);
            return rooms.CreateDispatch(request);
        })
        .AddAsync<ListAgentDispatchRequest>("ListDispatch", async (request, grants, _) =>
        {
            grants.RequireAdmin(request.Room);
            return new ListAgentDispatchResponse { AgentDispatches = { await rooms.ListDispatchAsync(request.Room, request.DispatchId) } };
        })
        .AddAsync<DeleteAgentDispatchRequest>("DeleteDispatch", async (request, grants, _) =>
        {
            grants.RequireAdmin(request.Room);
            return await rooms.DeleteDispatchAsync(request.Room, request.DispatchId);
        });
}
