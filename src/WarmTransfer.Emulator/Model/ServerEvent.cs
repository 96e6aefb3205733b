namespace WarmTransfer.Emulator;

/// <summary>Something a LiveKit server tells its webhooks.</summary>
/// <param name="Name">The webhook's event, one of the constants here.</param>
/// <param name="Room">The room as it was then.</param>
/// <param name="Participant">The participant, where the event is about one.</param>
/// <param name="Track">The track, where the event is about one.</param>
internal sealed record ServerEvent(string Name, Protocol.Room Room, Protocol.ParticipantInfo? Participant = null, Protocol.TrackInfo? Track = null)
{
    public const string RoomStarted = "room_started";
    public const string RoomFinished = "room_finished";
    public const string ParticipantJoined = "participant_joined";
    public const string ParticipantLeft = "participant_left";
    public const string TrackPublished = "track_published";
    public const string TrackUnpublished = "track_unpublished";
}
