using System.Diagnostics.CodeAnalysis;

namespace WarmTransfer;

/// <summary>The others' tracks, and who listens to their voices. Guarded by the connection's lock.</summary>
internal sealed class RtcRemoteTracks(RtcConnection connection, RtcRoster roster, RtcEventFeed feed)
{
    private readonly Dictionary<string, AudioFanOut> _listeners = [];

    /// <summary>Adds a track, and subscribes to it if it is a voice.</summary>
    public RtcTrack Add(RtcParticipant participant, Ffi.OwnedTrackPublication from)
    {
        var track = new RtcTrack(connection.Client, connection.Client.Own(from.Handle), RtcMapping.ToTrack(from.Info));
        if (participant.Tracks.Remove(track.Info.Sid, out var before))
            before.Dispose();
        participant.Tracks[track.Info.Sid] = track;
        if (track.IsVoice)
            Subscribe(track);
        return track;
    }

    public void Published(Ffi.TrackPublished from)
    {
        if (!roster.TryFind(from.ParticipantIdentity, out var participant))
        {
            connection.Client.DropAll(new Ffi.FfiEvent { RoomEvent = new Ffi.RoomEvent { TrackPublished = from } });
            return;
        }

        var track = Add(participant, from.Publication);
        feed.Tell(new RoomEvent.TrackPublished(participant.Snapshot(), track.Info));
    }

    public void Unpublished(Ffi.TrackUnpublished from)
    {
        if (!TryFind(from.ParticipantIdentity, from.PublicationSid, out var participant, out var track))
            return;

        participant.Tracks.Remove(from.PublicationSid);
        track.Dispose();
        feed.Tell(new RoomEvent.TrackUnpublished(participant.Snapshot(), track.Info));
    }

    public void Subscribed(Ffi.TrackSubscribed from)
    {
        var media = connection.Client.Own(from.Track?.Handle);
        if (!TryFind(from.ParticipantIdentity, from.Track.Info.Sid, out var participant, out var track))
        {
            media.Dispose();
            return;
        }

        track.Subscribed(media);
        if (track.IsVoice && _listeners.TryGetValue(from.ParticipantIdentity, out var fanOut))
            track.Listen(fanOut);
        feed.Tell(new RoomEvent.TrackSubscribed(participant.Snapshot(), track.Info));
    }

    public void Unsubscribed(Ffi.TrackOfParticipant from)
    {
        if (!TryFind(from.ParticipantIdentity, from.TrackSid, out var participant, out var track))
            return;

        track.Unsubscribed();
        feed.Tell(new RoomEvent.TrackUnsubscribed(participant.Snapshot(), track.Info));
    }

    public void MuteChanged(Ffi.TrackOfParticipant from, bool muted)
    {
        if (!TryFind(from.ParticipantIdentity, from.TrackSid, out var participant, out var track))
            return;

        track.Info = track.Info with { Muted = muted };
        feed.Tell(new RoomEvent.TrackMuteChanged(participant.Snapshot(), track.Info));
    }

    /// <summary>After the connection was restored: what was asked for meanwhile may not have reached the server.</summary>
    public void SubscribeAgain()
    {
        foreach (var track in roster.Participants.SelectMany(participant => participant.Tracks.Values).Where(track => track is { IsVoice: true, Media: null }))
            Subscribe(track);
    }

    /// <summary>Begins to hand someone's voice to a handler, whenever it is published.</summary>
    public IDisposable Listen(string identity, AudioFrameHandler handler)
    {
        lock (connection.Gate)
        {
            if (!_listeners.TryGetValue(identity, out var fanOut))
                _listeners[identity] = fanOut = new AudioFanOut(exception => connection.Logger.RoomObserverFailed(connection.Name, exception));
            fanOut.Add(handler);
            if (connection.IsConnected && roster.TryFind(identity, out var participant))
            {
                foreach (var track in participant.Tracks.Values.Where(track => track.IsVoice))
                    track.Listen(fanOut);
            }
        }

        return new Listener(this, identity, handler);
    }

    /// <summary>Forgets all listeners.</summary>
    public void Clear() => _listeners.Clear();

    private void StopListening(string identity, AudioFrameHandler handler)
    {
        lock (connection.Gate)
        {
            if (!_listeners.TryGetValue(identity, out var fanOut))
                return;
            fanOut.Remove(handler);
            if (!fanOut.IsEmpty)
                return;
            _listeners.Remove(identity);
            if (roster.TryFind(identity, out var participant))
            {
                foreach (var track in participant.Tracks.Values)
                    track.StopListening();
            }
        }
    }

    private void Subscribe(RtcTrack track) =>
        connection.Client.Send(new Ffi.FfiRequest { SetSubscribed = new Ffi.SetSubscribedRequest { Subscribe = true, PublicationHandle = track.Publication.Id } });

    private bool TryFind(string identity, string trackSid, [NotNullWhen(true)] out RtcParticipant? participant, [NotNullWhen(true)] out RtcTrack? track)
    {
        track = null;
        return roster.TryFind(identity, out participant) && participant.Tracks.TryGetValue(trackSid, out track);
    }

    private sealed class Listener(RtcRemoteTracks tracks, string identity, AudioFrameHandler handler) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                tracks.StopListening(identity, handler);
        }
    }
}
