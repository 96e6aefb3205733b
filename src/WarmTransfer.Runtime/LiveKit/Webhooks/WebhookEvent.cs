using System.Text.Json;

namespace WarmTransfer;

/// <summary>Something LiveKit told a webhook. A closed set; see <see cref="WebhookReceiver"/>.</summary>
public abstract record WebhookEvent
{
    private WebhookEvent()
    {
    }

    /// <summary>Gets the event's id, <c>EV_…</c>: the same each time it is sent.</summary>
    public required string Id { get; init; }

    /// <summary>Gets when it happened, to the second.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A room was opened.</summary>
    /// <param name="Room">The room.</param>
    public sealed record RoomStarted(RoomInfo Room) : WebhookEvent;

    /// <summary>A room was closed.</summary>
    /// <param name="Room">The room.</param>
    public sealed record RoomFinished(RoomInfo Room) : WebhookEvent;

    /// <summary>Someone joined, and their media stands.</summary>
    /// <param name="Room">The room. LiveKit counts its participants up to five seconds late.</param>
    /// <param name="Participant">Who.</param>
    public sealed record ParticipantJoined(RoomInfo Room, ParticipantInfo Participant) : WebhookEvent;

    /// <summary>Someone left, was removed, or was moved to another room.</summary>
    /// <param name="Room">The room. LiveKit counts its participants up to five seconds late.</param>
    /// <param name="Participant">Who, with <see cref="ParticipantInfo.DisconnectReason"/> set.</param>
    public sealed record ParticipantLeft(RoomInfo Room, ParticipantInfo Participant) : WebhookEvent;

    /// <summary>Someone published a track.</summary>
    /// <param name="RoomName">The room.</param>
    /// <param name="ParticipantIdentity">Who.</param>
    /// <param name="Track">What.</param>
    public sealed record TrackPublished(string RoomName, string ParticipantIdentity, TrackInfo Track) : WebhookEvent;

    /// <summary>Someone unpublished a track.</summary>
    /// <param name="RoomName">The room.</param>
    /// <param name="ParticipantIdentity">Who.</param>
    /// <param name="Track">What.</param>
    public sealed record TrackUnpublished(string RoomName, string ParticipantIdentity, TrackInfo Track) : WebhookEvent;

    /// <summary>Any other event, such as one of egress or ingress.</summary>
    /// <param name="Name">What LiveKit calls it.</param>
    /// <param name="Body">The whole webhook.</param>
    public sealed record Other(string Name, JsonElement Body) : WebhookEvent;
}
