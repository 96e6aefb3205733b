namespace WarmTransfer;

/// <summary>A room as the server describes it.</summary>
public sealed record RoomInfo
{
    /// <summary>Gets the server's id of this room, <c>RM_…</c>; a new room of the same name has another.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the room's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how long the room stays when nobody ever joins.</summary>
    public TimeSpan EmptyTimeout { get; init; }

    /// <summary>Gets how long the room stays after the last participant left.</summary>
    public TimeSpan DepartureTimeout { get; init; }

    /// <summary>Gets the most participants the room takes; 0 for no limit.</summary>
    public int MaxParticipants { get; init; }

    /// <summary>Gets when the room was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the application's own data.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>Gets the number of participants, hidden ones not counted.</summary>
    public int ParticipantCount { get; init; }
}
