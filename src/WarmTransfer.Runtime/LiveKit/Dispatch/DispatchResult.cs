namespace WarmTransfer;

/// <summary>The result of a guarded dispatch. A closed set.</summary>
public abstract record DispatchResult
{
    private DispatchResult()
    {
    }

    /// <summary>Gets the dispatch's id, <c>AD_…</c>.</summary>
    public required string DispatchId { get; init; }

    /// <summary>Gets how long it took, from asking until this was known.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The agent is in the room.</summary>
    /// <param name="Agent">The agent, as it was first seen.</param>
    public sealed record Joined(ParticipantInfo Agent) : DispatchResult
    {
        /// <summary>Gets the agent's identity in the room.</summary>
        public string Identity => Agent.Identity;
    }

    /// <summary>Nobody came in time: no worker was there or had room, all declined, or the one that took it did not join. The dispatch was taken back.</summary>
    public sealed record NobodyCame : DispatchResult;
}
