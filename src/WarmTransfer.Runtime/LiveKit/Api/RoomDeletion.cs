namespace WarmTransfer;

internal static class RoomDeletion
{
    /// <summary>Deletes a room. A room that is gone already is no error.</summary>
    public static async Task EnsureRoomDeletedAsync(this ILiveKitServer server, string room, CancellationToken cancellationToken)
    {
        try
        {
            await server.DeleteRoomAsync(room, cancellationToken);
        }
        catch (LiveKitException exception) when (exception.Code is TwirpErrorCode.NotFound)
        {
        }
    }
}
