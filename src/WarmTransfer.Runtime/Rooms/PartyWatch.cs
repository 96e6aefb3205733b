namespace WarmTransfer;

/// <summary>Watches one party in one room. It holds the one rule for "has left": by identity, and someone who is back on another connection has not left.</summary>
internal sealed class PartyWatch : IDisposable
{
    private readonly IDisposable _observation;

    /// <param name="room">The room, as this connection sees it.</param>
    /// <param name="identity">The party.</param>
    /// <param name="left">Called when the party has left, with the reason the server gives.</param>
    /// <param name="lost">Called when this connection to the room has ended, so that nothing is seen any more.</param>
    public PartyWatch(IRoom room, string identity, Action<DisconnectReason> left, Action<DisconnectReason> lost)
    {
        _observation = room.Observe(happened =>
        {
            if (Departure(room, identity, happened) is { } reason)
                left(reason);
            else if (happened is RoomEvent.Disconnected disconnected)
                lost(disconnected.Reason);
        });
    }

    /// <summary>Reads an event of the room.</summary>
    /// <returns>Why the party left; <see langword="null"/> when this event does not say that it did.</returns>
    public static DisconnectReason? Departure(IRoom room, string identity, RoomEvent happened) =>
        happened is RoomEvent.ParticipantLeft { Participant: var gone } && gone.Identity == identity && !room.Contains(identity)
            ? gone.DisconnectReason
            : null;

    /// <inheritdoc/>
    public void Dispose() => _observation.Dispose();
}
