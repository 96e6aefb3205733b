namespace WarmTransfer.Emulator;

/// <summary>Who joins which room, and as what.</summary>
internal sealed record JoinRequest
{
    public required string Room { get; init; }

    public required string Identity { get; init; }

    public string Name { get; init; } = "";

    public string Metadata { get; init; } = "";

    public ParticipantKind Kind { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    public ParticipantPermissions Permissions { get; init; } = new();

    /// <summary>Gets whether the token says <c>agent</c>: such a participant alone does not keep a room open.</summary>
    public bool Agent { get; init; }

    /// <summary>Gets how far the participant has come when others first see it.</summary>
    public ParticipantState State { get; init; } = ParticipantState.Active;
}
