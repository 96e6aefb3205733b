namespace WarmTransfer;

internal static class RoomDeletion
{
    /// <summary>Deletes a room; that it is gone already is all that is wanted.</summary>
    public static async Task EnsureRoomDeletedAsync(this ILiveKitServer server, string room, CancellationToken cancellationToken)
    {
        try
        {
            await server.DeleteRoomAsync(room, cancellationToken);
        }
        catch (LiveKitException error) when (error.Code is TwirpErrorCode.NotFound)
        {
        }
    }
}
