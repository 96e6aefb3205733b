using System.Collections.ObjectModel;
using System.Diagnostics;

namespace WarmTransfer;

/// <summary>A participant as it was at one moment.</summary>
[DebuggerDisplay("{Identity} ({Kind}, {State})")]
public sealed record ParticipantInfo
{
    /// <summary>Gets the server's id of this presence, <c>PA_…</c>; it changes when the participant joins again or is moved.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the identity, unique within the room.</summary>
    public required string Identity { get; init; }

    /// <summary>Gets the display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets what the participant is.</summary>
    public ParticipantKind Kind { get; init; }

    /// <summary>Gets how far it has joined.</summary>
    public ParticipantState State { get; init; }

    /// <summary>Gets the application's own data.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>Gets the attributes; those of a SIP call begin with <c>sip.</c> (see <see cref="SipAttributes"/>).</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the published tracks.</summary>
    public IReadOnlyList<TrackInfo> Tracks { get; init; } = [];

    /// <summary>Gets what the participant may do; <see langword="null"/> where the server did not say.</summary>
    public ParticipantPermissions? Permissions { get; init; }

    /// <summary>Gets why it left, once it has.</summary>
    public DisconnectReason DisconnectReason { get; init; }

    /// <summary>Gets when it joined.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Gets the value of an attribute, or <see langword="null"/>.</summary>
    /// <param name="name">The attribute's name.</param>
    public string? GetAttribute(string name) => Attributes.TryGetValue(name, out var value) ? value : null;
}

/// <summary>What a participant is (livekit.ParticipantInfo.Kind; same numbers).</summary>
public enum ParticipantKind
{
    /// <summary>A browser, an app or a server using an SDK.</summary>
    Standard = 0,

    /// <summary>A stream brought in.</summary>
    Ingress = 1,

    /// <summary>A recorder.</summary>
    Egress = 2,

    /// <summary>A phone call.</summary>
    Sip = 3,

    /// <summary>An AI agent.</summary>
    Agent = 4,

    /// <summary>A call through a connector, such as a messenger.</summary>
    Connector = 7,

    /// <summary>A media bridge.</summary>
    Bridge = 8,
}

/// <summary>How far a participant has joined (livekit.ParticipantInfo.State; same numbers).</summary>
public enum ParticipantState
{
    /// <summary>It is connecting to the signalling server.</summary>
    Joining = 0,

    /// <summary>It is in the room, without media yet.</summary>
    Joined = 1,

    /// <summary>Its media is connected.</summary>
    Active = 2,

    /// <summary>It has left.</summary>
    Disconnected = 3,
}

/// <summary>Why a participant left or a room connection ended (livekit.DisconnectReason; same numbers).</summary>
public enum DisconnectReason
{
    /// <summary>The server did not say.</summary>
    Unknown = 0,

    /// <summary>The participant left by itself; for a phone also: hung up, no answer, or rejected with 603.</summary>
    ClientInitiated = 1,

    /// <summary>Another participant joined under the same identity.</summary>
    DuplicateIdentity = 2,

    /// <summary>The server shut down.</summary>
    ServerShutdown = 3,

    /// <summary>An administrator removed it.</summary>
    ParticipantRemoved = 4,

    /// <summary>The room was deleted.</summary>
    RoomDeleted = 5,

    /// <summary>Its view of the room and the server's did not match.</summary>
    StateMismatch = 6,

    /// <summary>It could not join.</summary>
    JoinFailure = 7,

    /// <summary>It went to another server of a cluster.</summary>
    Migration = 8,

    /// <summary>Its signalling connection closed.</summary>
    SignalClose = 9,

    /// <summary>The room closed: its last standard participant left.</summary>
    RoomClosed = 10,

    /// <summary>The phone did not answer.</summary>
    UserUnavailable = 11,

    /// <summary>The phone was busy or rejected the call.</summary>
    UserRejected = 12,

    /// <summary>The SIP trunk failed.</summary>
    SipTrunkFailure = 13,

    /// <summary>Its connection timed out.</summary>
    ConnectionTimeout = 14,

    /// <summary>Its media stopped.</summary>
    MediaFailure = 15,

    /// <summary>The agent failed.</summary>
    AgentError = 16,
}

/// <summary>A published track.</summary>
/// <param name="Sid">The server's id, <c>TR_…</c>.</param>
/// <param name="Name">The name its publisher gave it.</param>
/// <param name="Kind">Audio or video.</param>
/// <param name="Source">Where its media comes from.</param>
/// <param name="Muted">Whether it is muted.</param>
public sealed record TrackInfo(string Sid, string Name, TrackKind Kind, TrackSource Source, bool Muted = false);

/// <summary>What a track carries (livekit.TrackType; same numbers).</summary>
public enum TrackKind
{
    /// <summary>Sound.</summary>
    Audio = 0,

    /// <summary>Pictures.</summary>
    Video = 1,

    /// <summary>Data.</summary>
    Data = 2,
}

/// <summary>Where a track's media comes from (livekit.TrackSource; same numbers).</summary>
public enum TrackSource
{
    /// <summary>Not said; background audio uses this.</summary>
    Unknown = 0,

    /// <summary>A camera.</summary>
    Camera = 1,

    /// <summary>A microphone, a phone, or an agent's voice.</summary>
    Microphone = 2,

    /// <summary>A shared screen.</summary>
    ScreenShare = 3,

    /// <summary>The sound of a shared screen.</summary>
    ScreenShareAudio = 4,
}

/// <summary>What a participant may do.</summary>
public sealed record ParticipantPermissions
{
    /// <summary>Gets whether it may hear and see others. Default: yes.</summary>
    public bool CanSubscribe { get; init; } = true;

    /// <summary>Gets whether it may publish tracks. Default: yes. Taking this from a SIP call cannot be undone.</summary>
    public bool CanPublish { get; init; } = true;

    /// <summary>Gets whether it may send data and text. Default: yes.</summary>
    public bool CanPublishData { get; init; } = true;

    /// <summary>Gets whether others do not see it. Default: no.</summary>
    public bool Hidden { get; init; }

    /// <summary>Gets whether it may change its own metadata and attributes. Default: no.</summary>
    public bool CanUpdateMetadata { get; init; }
}
