namespace WarmTransfer;

/// <summary>What a worker answers to the offer of a job.</summary>
public abstract record JobAnswer
{
    private JobAnswer()
    {
    }

    /// <summary>Gets the answer that leaves the job to another worker. LiveKit drops a dispatch that all workers decline.</summary>
    public static JobAnswer Decline { get; } = new Declined();

    /// <summary>Takes the job.</summary>
    public sealed record Accept : JobAnswer
    {
        /// <summary>Gets the agent's identity in the room. Default: <c>agent-</c> and the job's id.</summary>
        public string? Identity { get; init; }

        /// <summary>Gets the agent's display name. Default: none.</summary>
        public string Name { get; init; } = "";

        /// <summary>Gets the agent's metadata. Default: none.</summary>
        public string Metadata { get; init; } = "";

        /// <summary>Gets the agent's attributes, in addition to those the worker sets (<see cref="AgentAttributes"/>). Default: none.</summary>
        public IReadOnlyDictionary<string, string> Attributes { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
    }

    private sealed record Declined : JobAnswer;
}
