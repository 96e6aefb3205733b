namespace WarmTransfer;

internal static class RoomPresence
{
    /// <summary>Says whether someone of that identity is in the room, as far as this connection sees.</summary>
    public static bool Contains(this IRoom room, string identity)
    {
        foreach (var participant in room.RemoteParticipants)
        {
            if (participant.Identity == identity)
                return true;
        }

        return false;
    }
}
