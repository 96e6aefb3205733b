using Google.Protobuf.WellKnownTypes;

namespace WarmTransfer;

/// <summary>Converts between the records of the public API and LiveKit's protobuf messages. Enums have the same numbers on both sides.</summary>
internal static class LiveKitMapping
{
    public static Protocol.CreateRoomRequest ToMessage(this CreateRoomRequest request) => new()
    {
        Name = request.Name,
        EmptyTimeout = ToSeconds(request.EmptyTimeout),
        DepartureTimeout = ToSeconds(request.DepartureTimeout),
        MaxParticipants = (uint)(request.MaxParticipants ?? 0),
        Metadata = request.Metadata ?? "",
    };

    public static Protocol.UpdateParticipantRequest ToMessage(this UpdateParticipantRequest request) => new()
    {
        Room = request.Room,
        Identity = request.Identity,
        Name = request.Name ?? "",
        Metadata = request.Metadata ?? "",
        Attributes = { Entries(request.Attributes) },
        Permission = request.Permissions is { } permissions ? ToMessage(permissions) : null,
    };

    public static Protocol.CreateSIPParticipantRequest ToMessage(this CreateSipParticipantRequest request) => new()
    {
        RoomName = request.RoomName,
        ParticipantIdentity = request.ParticipantIdentity,
        SipCallTo = request.CallTo,
        SipTrunkId = request.TrunkId ?? "",
        Trunk = request.Connection is { } connection ? ToMessage(connection) : null,
        SipNumber = request.FromNumber ?? "",
        ParticipantName = request.ParticipantName ?? "",
        ParticipantMetadata = request.ParticipantMetadata ?? "",
        ParticipantAttributes = { Entries(request.ParticipantAttributes) },
        Dtmf = request.Dtmf ?? "",
        Headers = { Entries(request.Headers) },
        HidePhoneNumber = request.HidePhoneNumber,
        RingingTimeout = Duration.FromTimeSpan(request.RingingTimeout),
        WaitUntilAnswered = request.WaitUntilAnswered,
    };

    public static Protocol.TransferSIPParticipantRequest ToMessage(this TransferSipParticipantRequest request) => new()
    {
        RoomName = request.RoomName,
        ParticipantIdentity = request.ParticipantIdentity,
        TransferTo = request.TransferTo,
        PlayDialtone = request.PlayDialtone,
        Headers = { Entries(request.Headers) },
    };

    public static Protocol.SIPOutboundTrunkInfo ToMessage(this SipOutboundTrunk trunk) => new()
    {
        Name = trunk.Name,
        Address = trunk.Address,
        Numbers = { trunk.Numbers },
        Transport = (Protocol.SIPTransport)trunk.Transport,
        AuthUsername = trunk.AuthUsername ?? "",
        AuthPassword = trunk.AuthPassword ?? "",
        Metadata = trunk.Metadata,
    };

    public static RoomInfo ToRecord(this Protocol.Room room) => new()
    {
        Sid = room.Sid,
        Name = room.Name,
        EmptyTimeout = TimeSpan.FromSeconds(room.EmptyTimeout),
        DepartureTimeout = TimeSpan.FromSeconds(room.DepartureTimeout),
        MaxParticipants = (int)room.MaxParticipants,
        CreatedAt = ToTime(room.CreationTimeMs, room.CreationTime),
        Metadata = room.Metadata,
        ParticipantCount = (int)room.NumParticipants,
    };

    public static ParticipantInfo ToRecord(this Protocol.ParticipantInfo participant) => new()
    {
        Sid = participant.Sid,
        Identity = participant.Identity,
        Name = participant.Name,
        Kind = (ParticipantKind)participant.Kind,
        State = (ParticipantState)participant.State,
        Metadata = participant.Metadata,
        Attributes = new Dictionary<string, string>(participant.Attributes, StringComparer.Ordinal),
        Tracks = [.. participant.Tracks.Select(ToRecord)],
        Permissions = participant.Permission is { } permission ? ToRecord(permission) : null,
        DisconnectReason = (DisconnectReason)participant.DisconnectReason,
        JoinedAt = ToTime(participant.JoinedAtMs, participant.JoinedAt),
    };

    public static SipParticipantInfo ToRecord(this Protocol.SIPParticipantInfo participant) =>
        new(participant.ParticipantId, participant.ParticipantIdentity, participant.RoomName, participant.SipCallId);

    public static SipOutboundTrunk ToRecord(this Protocol.SIPOutboundTrunkInfo trunk) => new()
    {
        TrunkId = trunk.SipTrunkId,
        Name = trunk.Name,
        Address = trunk.Address,
        Numbers = [.. trunk.Numbers],
        Transport = (SipTransport)trunk.Transport,
        AuthUsername = NullIfEmpty(trunk.AuthUsername),
        AuthPassword = NullIfEmpty(trunk.AuthPassword),
        Metadata = trunk.Metadata,
    };

    private static Protocol.SIPOutboundConfig ToMessage(SipConnection connection) => new()
    {
        Hostname = connection.Hostname,
        Transport = (Protocol.SIPTransport)connection.Transport,
        AuthUsername = connection.AuthUsername ?? "",
        AuthPassword = connection.AuthPassword ?? "",
        DestinationCountry = connection.DestinationCountry ?? "",
        HeadersToAttributes = { Entries(connection.HeadersToAttributes) },
        AttributesToHeaders = { Entries(connection.AttributesToHeaders) },
    };

    private static Protocol.ParticipantPermission ToMessage(ParticipantPermissions permissions) => new()
    {
        CanSubscribe = permissions.CanSubscribe,
        CanPublish = permissions.CanPublish,
        CanPublishData = permissions.CanPublishData,
        Hidden = permissions.Hidden,
        CanUpdateMetadata = permissions.CanUpdateMetadata,
    };

    private static ParticipantPermissions ToRecord(Protocol.ParticipantPermission permission) => new()
    {
        CanSubscribe = permission.CanSubscribe,
        CanPublish = permission.CanPublish,
        CanPublishData = permission.CanPublishData,
        Hidden = permission.Hidden,
        CanUpdateMetadata = permission.CanUpdateMetadata,
    };

    public static TrackInfo ToRecord(this Protocol.TrackInfo track) =>
        new(track.Sid, track.Name, (TrackKind)track.Type, (TrackSource)track.Source, track.Muted);

    private static Dictionary<string, string> Entries(IReadOnlyDictionary<string, string>? entries) =>
        entries is null ? [] : new Dictionary<string, string>(entries, StringComparer.Ordinal);

    private static uint ToSeconds(TimeSpan? time) => (uint)(time?.TotalSeconds ?? 0);

    // The field in milliseconds is newer: an older server fills in the seconds alone.
    private static DateTimeOffset ToTime(long milliseconds, long seconds) =>
        milliseconds != 0 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    public static AgentDispatch ToRecord(this Protocol.AgentDispatch dispatch) => new()
    {
        Id = dispatch.Id,
        AgentName = dispatch.AgentName,
        Room = dispatch.Room,
        Metadata = dispatch.Metadata,
        CreatedAt = DateTimeOffset.UnixEpoch + TimeSpan.FromTicks((dispatch.State?.CreatedAt ?? 0) / TimeSpan.NanosecondsPerTick),
        Jobs = [.. (dispatch.State?.Jobs ?? []).Select(job => new AgentJob(job.Id, job.State?.ParticipantIdentity ?? ""))],
    };
}
