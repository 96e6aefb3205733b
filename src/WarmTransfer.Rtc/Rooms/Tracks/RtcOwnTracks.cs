namespace WarmTransfer;

/// <summary>The tracks we publish.</summary>
/// <remarks>
/// A track that was once sent keeps its encoder, with a thread, and its place in every later offer until the room is left:
/// unpublishing ends neither. So music, which comes again with every transfer, is muted when it is given back, and published
/// no second time.
/// </remarks>
internal sealed class RtcOwnTracks(RtcConnection connection, RtcEventFeed feed)
{
    // Names made up for each use would not come again, and fill the room.
    private const int MaxResting = 4;

    private readonly List<RtcAudioPublication> _publications = [];
    private readonly List<RtcAudioTrack> _resting = [];

    /// <summary>Gets the tracks that are published now.</summary>
    public IReadOnlyList<IAudioPublication> Published
    {
        get
        {
            lock (connection.Gate)
                return [.. _publications.Where(publication => publication.TrackSid.Length > 0)];
        }
    }

    private IEnumerable<RtcAudioTrack> All => _publications.Select(publication => publication.Track).Concat(_resting);

    public async Task<IAudioPublication> PublishAsync(string name, TrackSource source, CancellationToken cancellationToken)
    {
        RtcAudioPublication publication;
        lock (connection.Gate)
        {
            connection.Require("publish a track");
            if (connection.Local.Permissions is { CanPublish: false })
                throw new InvalidOperationException($"'{connection.LocalIdentity}' may not publish: its token, or a later UpdateParticipant, says canPublish = false.");
            var resting = _resting.Find(track => track.Info is var info && info.Name == name && info.Source == source);
            publication = new RtcAudioPublication(this, resting ?? RtcAudioTrack.Create(connection.Client, name, connection.Time));
            _publications.Add(publication);
            if (resting is not null)
            {
                _resting.Remove(resting);
                resting.SetMuted(muted: false);
                return publication;
            }
        }

        try
        {
            await PublishAsync(publication, source).WaitAsync(cancellationToken);
            return publication;
        }
        catch
        {
            await publication.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes back a track that nobody sends on any more. When this returns it is silent, and it is gone unless it may be used again.</summary>
    public async Task ReleaseAsync(RtcAudioPublication publication)
    {
        var track = publication.Track;
        lock (connection.Gate)
        {
            if (!_publications.Remove(publication))
                return;
            if (MayRest(track.Info))
            {
                // First, so that its handles are given back with the room's even if the library refuses the rest.
                _resting.Add(track);
                track.Clear();
                track.SetMuted(muted: true);
                return;
            }
        }

        if (!track.Close())
            return;
        try
        {
            await UnpublishAsync(track);
        }
        finally
        {
            track.DropHandles();
        }
    }

    /// <summary>The server muted or unmuted a track, or said that it did what we asked. Under the lock.</summary>
    public void MuteChanged(Ffi.TrackOfParticipant from, bool muted)
    {
        if (All.FirstOrDefault(own => own.Info.Sid == from.TrackSid) is { } own)
            feed.Tell(new RoomEvent.TrackMuteChanged(connection.Local, own.MuteChanged(muted)));
    }

    /// <summary>After the connection was restored a track has another id. Under the lock.</summary>
    public void Republished(Ffi.LocalTrackRepublished from)
    {
        if (All.FirstOrDefault(track => track.Info.Sid == from.PreviousSid) is not { } own)
            return;

        // The library gives the same handle again, or a new one that is ours to drop.
        var handle = own.IsPublication(from.PublicationHandle) ? null : connection.Client.Own(new Ffi.FfiOwnedHandle { Id = from.PublicationHandle });
        own.Republished(handle, from.Info.Sid);
    }

    /// <summary>Forgets all tracks.</summary>
    /// <returns>The tracks, whose handles are still to be given back.</returns>
    public IReadOnlyList<RtcAudioTrack> Clear()
    {
        RtcAudioTrack[] tracks = [.. All];
        _publications.Clear();
        _resting.Clear();
        return tracks;
    }

    // A microphone means that someone speaks. Clients that show the first one they find must not find a muted one.
    private bool MayRest(TrackInfo track) =>
        connection.IsUsable && track.Sid.Length > 0 && track.Source is not TrackSource.Microphone
        && _resting.Count < MaxResting && !_resting.Exists(resting => resting.Info.Name == track.Name);

    // When nobody waits for the publication any more, the track is unpublished as soon as it is published.
    private async Task PublishAsync(RtcAudioPublication publication, TrackSource source)
    {
        await publication.Track.PublishAsync(connection.LocalParticipant.Id, source);
        if (publication.IsGone)
        {
            await UnpublishAsync(publication.Track);
            publication.Track.DropHandles();
        }
    }

    private async Task UnpublishAsync(RtcAudioTrack track)
    {
        var sid = track.Info.Sid;
        lock (connection.Gate)
        {
            if (!connection.IsUsable || sid.Length == 0)
                return;
        }

        await connection.BoundedAsync("unpublish a track", connection.Client.CallAsync(
            id => new Ffi.FfiRequest
            {
                UnpublishTrack = new Ffi.UnpublishTrackRequest
                {
                    LocalParticipantHandle = connection.LocalParticipant.Id,
                    TrackSid = sid,
                    StopOnUnpublish = true,
                    RequestAsyncId = id,
                },
            },
            answer => answer.UnpublishTrack));
    }
}
