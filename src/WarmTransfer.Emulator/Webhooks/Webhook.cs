using System.Security.Cryptography;

namespace WarmTransfer.Emulator;

/// <summary>One event as it is posted: the same bytes and the same id, however often and wherever it is sent.</summary>
internal sealed class Webhook
{
    private Webhook(byte[] body)
    {
        Body = body;
        Sha256 = Convert.ToBase64String(SHA256.HashData(body));
    }

    public byte[] Body { get; }

    /// <summary>Gets the body's hash, in standard base64.</summary>
    public string Sha256 { get; }

    /// <summary>Makes the webhook of an event.</summary>
    /// <param name="serverEvent">What happened.</param>
    /// <param name="id">Its id, <c>EV_…</c>.</param>
    /// <param name="now">When.</param>
    public static Webhook Of(ServerEvent serverEvent, string id, DateTimeOffset now)
    {
        var aboutTrack = serverEvent.Track is not null;
        return new Webhook(ProtoJsonWriter.WriteEvent(new Protocol.WebhookEvent
        {
            Event = serverEvent.Name,
            Room = aboutTrack ? Brief(serverEvent.Room) : serverEvent.Room,
            Participant = aboutTrack && serverEvent.Participant is { } participant ? Brief(participant) : serverEvent.Participant,
            Track = serverEvent.Track,
            Id = id,
            CreatedAt = now.ToUnixTimeSeconds(),
        }));
    }

    // Of a track's room and owner, a server names only which they are.
    private static Protocol.Room Brief(Protocol.Room room) => new() { Sid = room.Sid, Name = room.Name };

    private static Protocol.ParticipantInfo Brief(Protocol.ParticipantInfo participant) => new() { Sid = participant.Sid, Identity = participant.Identity };
}
