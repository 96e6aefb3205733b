namespace WarmTransfer.Emulator;

/// <content>The agents asked for in each room. What becomes of a dispatch, the server tells nobody.</content>
internal sealed partial class RoomDirectory
{
    /// <summary>Asks for an agent in a room, which is opened when it is missing.</summary>
    public Protocol.AgentDispatch CreateDispatch(Protocol.CreateAgentDispatchRequest request) => Change(() =>
        Dispatch(GetOrOpen(new Protocol.CreateRoomRequest { Name = request.Room }), request.AgentName, request.Metadata).Clone());

    /// <summary>Lists the dispatches of a room, or the one of that id; of an unknown id, none.</summary>
    public async Task<IReadOnlyList<Protocol.AgentDispatch>> ListDispatchAsync(string room, string id)
    {
        await RequireRoomAsync(room);
        return Change(() => Room(room).Dispatches.Where(d => id.Length == 0 || d.Id == id).Select(d => d.Clone()).ToList());
    }

    /// <summary>Takes a dispatch back.</summary>
    public async Task<Protocol.AgentDispatch> DeleteDispatchAsync(string room, string id)
    {
        await RequireRoomAsync(room);
        return Change(() =>
        {
            var dispatches = Room(room).Dispatches;
            var dispatch = dispatches.Find(d => d.Id == id) ?? throw new TwirpException("not_found", "twirp error unknown: dispatch ID not found");
            dispatches.Remove(dispatch);
            foreach (var job in dispatch.State.Jobs)
                Workers.Terminate(job.Id);
            return dispatch.Clone();
        });
    }

    // A room that names no agents asks for the one that has no name: such a worker is sent into every room.
    private void DispatchFromTheStart(LiveRoom room, IReadOnlyCollection<Protocol.RoomAgentDispatch> agents)
    {
        if (agents.Count == 0)
            Dispatch(room, agent: "", metadata: "");
        foreach (var agent in agents)
            Dispatch(room, agent.AgentName, agent.Metadata);
    }

    private Protocol.AgentDispatch Dispatch(LiveRoom room, string agent, string metadata)
    {
        var dispatch = new Protocol.AgentDispatch
        {
            Id = Ids.Next("AD_"),
            AgentName = agent,
            Room = room.Name,
            Metadata = metadata,
            State = new Protocol.AgentDispatchState { CreatedAt = Now() },
        };
        room.Dispatches.Add(dispatch);
        LaunchFor(room, dispatch);
        return dispatch;
    }
}
