using System.Collections.ObjectModel;

namespace WarmTransfer.Emulator;

/// <summary>What participants in a room see of the server's data.</summary>
internal static class ParticipantMapping
{
    public static ParticipantInfo ToInfo(this LiveParticipant participant) => new()
    {
        Sid = participant.Info.Sid,
        Identity = participant.Identity,
        Name = participant.Info.Name,
        Kind = (ParticipantKind)participant.Info.Kind,
        State = (ParticipantState)participant.Info.State,
        Metadata = participant.Info.Metadata,
        Attributes = new ReadOnlyDictionary<string, string>(new Dictionary<string, string>(participant.Info.Attributes)),
        Tracks = [.. participant.Tracks.Select(t => t.ToInfo())],
        Permissions = participant.Info.Permission.ToPermissions(),
        DisconnectReason = (DisconnectReason)participant.Info.DisconnectReason,
        JoinedAt = DateTimeOffset.FromUnixTimeMilliseconds(participant.Info.JoinedAtMs),
    };

    public static TrackInfo ToInfo(this LiveTrack track) =>
        new(track.Info.Sid, track.Info.Name, (TrackKind)track.Info.Type, (TrackSource)track.Info.Source, track.Info.Muted);

    public static ParticipantPermissions ToPermissions(this Protocol.ParticipantPermission permission) => new()
    {
        CanSubscribe = permission.CanSubscribe,
        CanPublish = permission.CanPublish,
        CanPublishData = permission.CanPublishData,
        Hidden = permission.Hidden,
        CanUpdateMetadata = permission.CanUpdateMetadata,
    };

    public static Protocol.ParticipantPermission ToProtocol(this ParticipantPermissions permissions, bool agent) => new()
    {
        CanSubscribe = permissions.CanSubscribe,
        CanPublish = permissions.CanPublish,
        CanPublishData = permissions.CanPublishData,
        Hidden = permissions.Hidden,
        CanUpdateMetadata = permissions.CanUpdateMetadata,
        Agent = agent,
    };
}
