using System.Diagnostics;

namespace WarmTransfer;

/// <summary>An agent that was asked for in a room.</summary>
[DebuggerDisplay("{AgentName} in {Room} ({Id})")]
public sealed record AgentDispatch
{
    /// <summary>Gets the server's id, <c>AD_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the agent's name; empty for the dispatch every room begins with, for nameless agents.</summary>
    public string AgentName { get; init; } = "";

    /// <summary>Gets the room.</summary>
    public required string Room { get; init; }

    /// <summary>Gets what the agent is told.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>Gets when it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the jobs workers took. They show up to five seconds late, and stay when they have ended.</summary>
    public IReadOnlyList<AgentJob> Jobs { get; init; } = [];
}

/// <summary>A job a worker took.</summary>
/// <param name="Id">The server's id, <c>AJ_…</c>.</param>
/// <param name="ParticipantIdentity">The identity under which the agent said it would join.</param>
public sealed record AgentJob(string Id, string ParticipantIdentity);
