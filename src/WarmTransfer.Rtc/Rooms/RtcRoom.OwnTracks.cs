namespace WarmTransfer;

/// <content>
/// The tracks we publish. Whatever was once sent keeps its encoder, with a thread, and its place in every later offer until
/// the room is left: unpublishing ends neither. So music, which comes again with every transfer, is muted when it is given
/// back, and published no second time.
/// </content>
internal sealed partial class RtcRoom
{
    // Names made up for each use would not come again, and fill the room.
    private const int MaxResting = 4;

    private readonly List<RtcAudioPublication> _publications = [];
    private readonly List<RtcAudioTrack> _resting = [];

    public IReadOnlyList<IAudioPublication> LocalAudio
    {
        get
        {
            lock (_gate)
                return [.. _publications.Where(publication => publication.TrackSid.Length > 0)];
        }
    }

    private IEnumerable<RtcAudioTrack> OwnTracks => _publications.Select(publication => publication.Track).Concat(_resting);

    public async Task<IAudioPublication> PublishAudioAsync(string name, TrackSource source = TrackSource.Microphone, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        cancellationToken.ThrowIfCancellationRequested();
        RtcAudioPublication publication;
        lock (_gate)
        {
            RequireConnection("publish a track");
            if (_local.Permissions is { CanPublish: false })
                throw new InvalidOperationException($"'{LocalIdentity}' may not publish: its token, or a later UpdateParticipant, says canPublish = false.");
            var resting = _resting.Find(track => track.Info is var info && info.Name == name && info.Source == source);
            publication = new RtcAudioPublication(this, resting ?? RtcAudioTrack.Create(_client, name, _time));
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

    /// <summary>Takes back a track nobody sends on any more: it is silent when this returns, and gone unless it may be used again.</summary>
    internal async Task ReleaseAsync(RtcAudioPublication publication)
    {
        var track = publication.Track;
        lock (_gate)
        {
            if (!_publications.Remove(publication))
                return;
            if (MayRest(track.Info))
            {
                // First, so that its handles are given back with the room's whatever the library says to the rest.
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

    // A microphone stands for somebody who speaks; clients that show the first they find must not find a muted one.
    private bool MayRest(TrackInfo track) =>
        _isConnected && !_isDisposed && track.Sid.Length > 0 && track.Source is not TrackSource.Microphone
        && _resting.Count < MaxResting && !_resting.Exists(resting => resting.Info.Name == track.Name);

    // A track whose publishing nobody waits for any more is unpublished as soon as it is published.
    private async Task PublishAsync(RtcAudioPublication publication, TrackSource source)
    {
        await publication.Track.PublishAsync(_localHandle.Id, source);
        if (publication.IsGone)
        {
            await UnpublishAsync(publication.Track);
            publication.Track.DropHandles();
        }
    }

    private async Task UnpublishAsync(RtcAudioTrack track)
    {
        var sid = track.Info.Sid;
        lock (_gate)
        {
            if (!_isConnected || _isDisposed || sid.Length == 0)
                return;
        }

        await BoundedAsync("unpublish a track", _client.CallAsync(
            id => new Ffi.FfiRequest
            {
                UnpublishTrack = new Ffi.UnpublishTrackRequest
                {
                    LocalParticipantHandle = _localHandle.Id,
                    TrackSid = sid,
                    StopOnUnpublish = true,
                    RequestAsyncId = id,
                },
            },
            answer => answer.UnpublishTrack));
    }
}
