namespace WarmTransfer;

/// <summary>What to change about a participant; what is not set stays as it is.</summary>
public sealed record UpdateParticipantRequest
{
    /// <summary>Gets the room.</summary>
    public required string Room { get; init; }

    /// <summary>Gets the participant's identity.</summary>
    public required string Identity { get; init; }

    /// <summary>Gets the new display name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the new metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>Gets the attributes to set; an empty value removes one, others stay.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Gets the new permissions, all of them at once.</summary>
    public ParticipantPermissions? Permissions { get; init; }
}
