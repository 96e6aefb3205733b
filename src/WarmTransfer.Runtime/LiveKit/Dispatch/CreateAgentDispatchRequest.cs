namespace WarmTransfer;

/// <summary>Which agent is wanted, and where.</summary>
public sealed record CreateAgentDispatchRequest
{
    /// <summary>Gets the room; it is created when it is missing.</summary>
    public required string Room { get; init; }

    /// <summary>Gets the agent's name, as its workers registered.</summary>
    public required string AgentName { get; init; }

    /// <summary>Gets what the agent is told (<see cref="JobInfo.Metadata"/>). Default: nothing.</summary>
    public string Metadata { get; init; } = "";
}
