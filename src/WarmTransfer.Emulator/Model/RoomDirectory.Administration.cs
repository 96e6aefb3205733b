namespace WarmTransfer.Emulator;

/// <content>What the server does to those in a room: it mutes, subscribes and sends on its own account.</content>
internal sealed partial class RoomDirectory
{
    private const int NonceLength = 16;

    // What the recorded server takes before it gives up asking a room that nobody serves.
    private static readonly TimeSpan NoResponseDelay = TimeSpan.FromSeconds(3);

    /// <summary>Mutes a track.</summary>
    /// <returns>The track; <see langword="null"/> when the participant has none of that sid.</returns>
    public async Task<Protocol.TrackInfo?> MuteTrackAsync(Protocol.MuteRoomTrackRequest request)
    {
        await RequireParticipantAsync(request.Room, request.Identity);
        if (!request.Muted)
            throw new TwirpException("failed_precondition", "twirp error unknown: remote unmute not enabled");
        return Change(() =>
        {
            var participant = Find(request.Room, request.Identity) ?? throw ParticipantDoesNotExist();
            if (participant.Tracks.Find(t => t.Info.Sid == request.TrackSid) is not { } track)
                return null;
            if (!track.Info.Muted)
                SetMuted(track, muted: true);
            return track.Info.Clone();
        });
    }

    /// <summary>Keeps tracks from a participant, or lets it have them again. Tracks that do not exist are ignored.</summary>
    public async Task UpdateSubscriptionsAsync(Protocol.UpdateSubscriptionsRequest request)
    {
        await RequireParticipantAsync(request.Room, request.Identity);
        Change(() =>
        {
            var participant = Find(request.Room, request.Identity) ?? throw ParticipantDoesNotExist();
            var tracks = request.TrackSids.Concat(request.ParticipantTracks.SelectMany(p => p.TrackSids));
            if (request.Subscribe)
                participant.Unsubscribed.ExceptWith(tracks);
            else
                participant.Unsubscribed.UnionWith(tracks);
            AudioChanged(participant.Room);
        });
    }

    /// <summary>Sends a data packet to everyone in a room, or to those named.</summary>
    public async Task SendDataAsync(Protocol.SendDataRequest request)
    {
        if (request.Nonce.Length is not (0 or NonceLength))
            throw new TwirpException("invalid_argument", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"nonce should be 16-bytes or not present, got: {request.Nonce.Length} bytes"));
        await RequireRoomAsync(request.Room);

        var toAll = request.DestinationIdentities.Count == 0 && request.DestinationSids.Count == 0;
        var packet = new RoomEvent.DataReceived(ParticipantIdentity: null, request.Topic, request.Data.Memory);
        Change(() =>
        {
            var addressees = Room(request.Room).Participants.Where(p => toAll || request.DestinationIdentities.Contains(p.Identity) || request.DestinationSids.Contains(p.Info.Sid));
            foreach (var participant in addressees)
                Outbox.Add(() => participant.Endpoint.Receive(packet));
        });
    }

    /// <summary>Forwards a participant to another room as well: not implemented, as on an open-source server.</summary>
    public async Task ForwardParticipantAsync(string room, string identity, string destination)
    {
        if (room == destination)
            throw SameRoom();
        await RequireParticipantAsync(room, identity);
        throw NotImplemented();
    }

    /// <summary>Mutes or unmutes a track on its owner's behalf.</summary>
    public void ChangeMuted(LiveTrack track, bool muted) => Change(() =>
    {
        if (!track.IsGone && track.Info.Muted != muted)
            SetMuted(track, muted);
    });

    private void SetMuted(LiveTrack track, bool muted)
    {
        var participant = track.Owner;
        track.Info.Muted = muted;
        // Counted twice, as recorded: once for the track and once for what its owner publishes.
        participant.Changed();
        participant.Changed();
        AudioChanged(participant.Room);
        var changed = new RoomEvent.TrackMuteChanged(participant.ToInfo(), track.ToInfo());
        Outbox.Add(() => participant.Endpoint.Receive(changed));
        TellOthers(participant, _ => changed);
    }

    // To the server, a room that does not exist is one that does not answer.
    private async Task RequireRoomAsync(string room)
    {
        if (Change(() => _rooms.ContainsKey(room)))
            return;
        await Task.Delay(NoResponseDelay, Time);
        throw NoResponse();
    }

    private async Task RequireParticipantAsync(string room, string identity)
    {
        if (Change(() => Find(room, identity)) is not null)
            return;
        await Task.Delay(NoResponseDelay, Time);
        throw NoResponse();
    }

    private static TwirpException NoResponse() => new("unavailable", "twirp error unknown: no response from servers");

    private static TwirpException NotImplemented() => new("unknown", "twirp error unknown: not implemented");
}
