namespace WarmTransfer;

/// <summary>The room to create.</summary>
public sealed record CreateRoomRequest
{
    /// <summary>Gets the room's name: 1 to 256 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how long the room stays when nobody ever joins, in whole seconds. Default: the server's, 300 s.</summary>
    public TimeSpan? EmptyTimeout { get; init; }

    /// <summary>Gets how long the room stays after the last participant left, in whole seconds. Default: the server's, 20 s.</summary>
    public TimeSpan? DepartureTimeout { get; init; }

    /// <summary>Gets the most participants the room takes. Default: no limit.</summary>
    public int? MaxParticipants { get; init; }

    /// <summary>Gets the application's own data.</summary>
    public string? Metadata { get; init; }
}
