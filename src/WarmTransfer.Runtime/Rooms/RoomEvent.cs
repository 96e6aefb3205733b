namespace WarmTransfer;

/// <summary>Something that happened in a room. A closed set.</summary>
public abstract record RoomEvent
{
    private RoomEvent()
    {
    }

    /// <summary>Someone joined.</summary>
    /// <param name="Participant">Who.</param>
    public sealed record ParticipantJoined(ParticipantInfo Participant) : RoomEvent;

    /// <summary>Someone left, was removed, or was moved to another room.</summary>
    /// <param name="Participant">Who, with <see cref="ParticipantInfo.DisconnectReason"/> set.</param>
    public sealed record ParticipantLeft(ParticipantInfo Participant) : RoomEvent;

    /// <summary>Someone's attributes changed, one's own too; a phone call's progress shows here.</summary>
    /// <param name="Participant">Who, with the new attributes.</param>
    public sealed record AttributesChanged(ParticipantInfo Participant) : RoomEvent;

    /// <summary>Someone published a track.</summary>
    /// <param name="Participant">Who.</param>
    /// <param name="Track">What.</param>
    public sealed record TrackPublished(ParticipantInfo Participant, TrackInfo Track) : RoomEvent;

    /// <summary>Someone unpublished a track.</summary>
    /// <param name="Participant">Who.</param>
    /// <param name="Track">What.</param>
    public sealed record TrackUnpublished(ParticipantInfo Participant, TrackInfo Track) : RoomEvent;

    /// <summary>Someone's voice can be heard from now on. Those who were there first may be heard before anyone observes.</summary>
    /// <param name="Participant">Who.</param>
    /// <param name="Track">Their microphone; other tracks are not subscribed to.</param>
    /// <remarks>Comes after <see cref="TrackPublished"/>, and again when the server lets a voice through that it kept back (<c>UpdateSubscriptions</c>, <c>canSubscribe</c>).</remarks>
    public sealed record TrackSubscribed(ParticipantInfo Participant, TrackInfo Track) : RoomEvent;

    /// <summary>Someone's voice is not heard any more. If the track is gone too, <see cref="TrackUnpublished"/> follows.</summary>
    /// <param name="Participant">Who.</param>
    /// <param name="Track">Their microphone.</param>
    public sealed record TrackUnsubscribed(ParticipantInfo Participant, TrackInfo Track) : RoomEvent;

    /// <summary>A track was muted or unmuted, one's own too; <see cref="TrackInfo.Muted"/> says which.</summary>
    /// <param name="Participant">Whose.</param>
    /// <param name="Track">What, as it is now.</param>
    public sealed record TrackMuteChanged(ParticipantInfo Participant, TrackInfo Track) : RoomEvent;

    /// <summary>A data packet arrived.</summary>
    /// <param name="ParticipantIdentity">Who sent it; <see langword="null"/> when it came through the server API (<c>SendData</c>).</param>
    /// <param name="Topic">The topic; empty when it has none.</param>
    /// <param name="Data">The bytes.</param>
    public sealed record DataReceived(string? ParticipantIdentity, string Topic, ReadOnlyMemory<byte> Data) : RoomEvent;

    /// <summary>A text stream arrived whole.</summary>
    /// <param name="Text">The text and where it came from.</param>
    public sealed record TextReceived(TextMessage Text) : RoomEvent;

    /// <summary>A byte stream arrived whole.</summary>
    /// <param name="Bytes">The bytes and where they came from.</param>
    public sealed record BytesReceived(ByteMessage Bytes) : RoomEvent;

    /// <summary>Someone pressed a key on a phone.</summary>
    /// <param name="ParticipantIdentity">Who.</param>
    /// <param name="Digit">The key: <c>0-9 A-D * #</c>.</param>
    public sealed record DtmfReceived(string ParticipantIdentity, char Digit) : RoomEvent;

    /// <summary>The local participant was moved to another room: names and participants are now that room's.</summary>
    /// <param name="RoomName">The new room.</param>
    public sealed record Moved(string RoomName) : RoomEvent;

    /// <summary>The connection broke off and is being restored; until <see cref="Reconnected"/> nothing is heard or sent.</summary>
    public sealed record Reconnecting : RoomEvent;

    /// <summary>The connection stands again. Who is in the room may have changed; events say how.</summary>
    public sealed record Reconnected : RoomEvent;

    /// <summary>The connection ended. The last event.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Disconnected(DisconnectReason Reason) : RoomEvent;
}

/// <summary>A text received from someone in a room.</summary>
/// <param name="StreamId">The stream's id.</param>
/// <param name="Topic">The topic; see <see cref="TextTopics"/>.</param>
/// <param name="ParticipantIdentity">Who sent it.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Attributes">The attributes that travelled with it.</param>
public sealed record TextMessage(string StreamId, string Topic, string ParticipantIdentity, string Text, IReadOnlyDictionary<string, string> Attributes);
