using System.Diagnostics;

namespace WarmTransfer;

/// <summary>A job as LiveKit offers and assigns it: an agent is wanted in a room.</summary>
[DebuggerDisplay("{Id} in {RoomName}")]
public sealed record JobInfo
{
    /// <summary>Gets the server's id of the job, <c>AJ_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the id of the dispatch that led to it, <c>AD_…</c>; empty for a simulated job.</summary>
    public string DispatchId { get; init; } = "";

    /// <summary>Gets what the agent is for.</summary>
    public JobType Type { get; init; }

    /// <summary>Gets the agent's name that was asked for.</summary>
    public string AgentName { get; init; } = "";

    /// <summary>Gets the room's name.</summary>
    public required string RoomName { get; init; }

    /// <summary>Gets the server's id of the room, <c>RM_…</c>.</summary>
    public string RoomSid { get; init; } = "";

    /// <summary>Gets what the dispatch said, such as a customer number; empty when it said nothing. It comes from outside: check it like any input.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>Gets the participant the agent is for, when it is for one; otherwise <see langword="null"/>.</summary>
    public ParticipantInfo? Participant { get; init; }

    internal static JobInfo From(Protocol.Job job) => new()
    {
        Id = job.Id,
        DispatchId = job.DispatchId,
        Type = (JobType)job.Type,
        AgentName = job.AgentName,
        RoomName = job.Room?.Name ?? "",
        RoomSid = job.Room?.Sid ?? "",
        Metadata = job.Metadata,
        Participant = job.Participant?.ToRecord(),
    };
}

/// <summary>What a worker's agents are for (livekit.JobType; same numbers).</summary>
public enum JobType
{
    /// <summary>A room: one agent for each dispatch.</summary>
    Room = 0,

    /// <summary>Someone who publishes: one agent for each dispatch and publisher.</summary>
    Publisher = 1,

    /// <summary>Someone who joins: one agent for each dispatch and participant.</summary>
    Participant = 2,
}
