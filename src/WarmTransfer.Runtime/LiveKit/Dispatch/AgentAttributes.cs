namespace WarmTransfer;

/// <summary>The attributes by which an agent can be told in its room.</summary>
public static class AgentAttributes
{
    /// <summary>The agent's name, as newer LiveKit servers set it themselves.</summary>
    public const string AgentName = "lk.agent_name";

    /// <summary>The id of the dispatch the agent came for; <see cref="DispatchGuard"/> looks for it.</summary>
    public const string DispatchId = "warmtransfer.dispatch_id";
}
