namespace WarmTransfer.Emulator;

/// <summary>A <see cref="RoomEvent"/> on its way through a socket.</summary>
internal sealed record RemoteEvent
{
    public required string Name { get; init; }

    public ParticipantInfo? Participant { get; init; }

    public TrackInfo? Track { get; init; }

    public TextMessage? Text { get; init; }

    public ByteMessage? Bytes { get; init; }

    public string? Identity { get; init; }

    public string? Value { get; init; }

    public byte[]? Data { get; init; }

    public DisconnectReason Reason { get; init; }

    public static RemoteEvent From(RoomEvent happened)
    {
        var named = new RemoteEvent { Name = happened.GetType().Name };
        return happened switch
        {
            RoomEvent.ParticipantJoined e => named with { Participant = e.Participant },
            RoomEvent.ParticipantLeft e => named with { Participant = e.Participant },
            RoomEvent.AttributesChanged e => named with { Participant = e.Participant },
            RoomEvent.TrackPublished e => named with { Participant = e.Participant, Track = e.Track },
            RoomEvent.TrackUnpublished e => named with { Participant = e.Participant, Track = e.Track },
            RoomEvent.TrackSubscribed e => named with { Participant = e.Participant, Track = e.Track },
            RoomEvent.TrackUnsubscribed e => named with { Participant = e.Participant, Track = e.Track },
            RoomEvent.TrackMuteChanged e => named with { Participant = e.Participant, Track = e.Track },
            RoomEvent.DataReceived e => named with { Identity = e.ParticipantIdentity, Value = e.Topic, Data = e.Data.ToArray() },
            RoomEvent.TextReceived e => named with { Text = e.Text },
            RoomEvent.BytesReceived e => named with { Bytes = e.Bytes },
            RoomEvent.DtmfReceived e => named with { Identity = e.ParticipantIdentity, Value = e.Digit.ToString() },
            RoomEvent.Moved e => named with { Value = e.RoomName },
            RoomEvent.Disconnected e => named with { Reason = e.Reason },
            _ => named,
        };
    }

    /// <exception cref="FormatException">There is no event of that name, or something of it is missing.</exception>
    public RoomEvent ToRoomEvent() => Name switch
    {
        nameof(RoomEvent.ParticipantJoined) => new RoomEvent.ParticipantJoined(Need(Participant)),
        nameof(RoomEvent.ParticipantLeft) => new RoomEvent.ParticipantLeft(Need(Participant)),
        nameof(RoomEvent.AttributesChanged) => new RoomEvent.AttributesChanged(Need(Participant)),
        nameof(RoomEvent.TrackPublished) => new RoomEvent.TrackPublished(Need(Participant), Need(Track)),
        nameof(RoomEvent.TrackUnpublished) => new RoomEvent.TrackUnpublished(Need(Participant), Need(Track)),
        nameof(RoomEvent.TrackSubscribed) => new RoomEvent.TrackSubscribed(Need(Participant), Need(Track)),
        nameof(RoomEvent.TrackUnsubscribed) => new RoomEvent.TrackUnsubscribed(Need(Participant), Need(Track)),
        nameof(RoomEvent.TrackMuteChanged) => new RoomEvent.TrackMuteChanged(Need(Participant), Need(Track)),
        nameof(RoomEvent.DataReceived) => new RoomEvent.DataReceived(Identity, Value ?? "", Data ?? []),
        nameof(RoomEvent.TextReceived) => new RoomEvent.TextReceived(Need(Text)),
        nameof(RoomEvent.BytesReceived) => new RoomEvent.BytesReceived(Need(Bytes)),
        nameof(RoomEvent.DtmfReceived) => new RoomEvent.DtmfReceived(Need(Identity), Need(Value)[0]),
        nameof(RoomEvent.Moved) => new RoomEvent.Moved(Need(Value)),
        nameof(RoomEvent.Reconnecting) => new RoomEvent.Reconnecting(),
        nameof(RoomEvent.Reconnected) => new RoomEvent.Reconnected(),
        nameof(RoomEvent.Disconnected) => new RoomEvent.Disconnected(Reason),
        _ => throw new FormatException($"There is no event {Name}; both ends must be of one version of the emulator."),
    };

    private T Need<T>(T? part)
        where T : class => part ?? throw new FormatException($"Of the event {Name}, something is missing.");
}
