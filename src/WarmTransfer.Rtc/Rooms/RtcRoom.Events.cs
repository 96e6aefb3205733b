using System.Diagnostics.CodeAnalysis;
using Event = WarmTransfer.Ffi.RoomEvent.MessageOneofCase;

namespace WarmTransfer;

/// <content>What the native library says happened, as this library's events. All on the thread of events.</content>
internal sealed partial class RtcRoom
{
    public void OnEvent(Ffi.RoomEvent roomEvent)
    {
        lock (_gate)
        {
            if (_isDisposed || !_isConnected)
            {
                _client.DropAll(new Ffi.FfiEvent { RoomEvent = roomEvent });
                return;
            }

            Apply(roomEvent);
        }
    }

    public void OnPanic() => End(DisconnectReason.AgentError);

    private void Apply(Ffi.RoomEvent from)
    {
        switch (from.MessageCase)
        {
            case Event.ParticipantConnected:
                Joined(Add(from.ParticipantConnected.Info, []).Snapshot());
                break;
            case Event.ParticipantDisconnected:
                Left(from.ParticipantDisconnected);
                break;
            case Event.ParticipantActive:
                Change(from.ParticipantActive.ParticipantIdentity, info => info with { State = ParticipantState.Active });
                break;
            case Event.ParticipantAttributesChanged:
                AttributesChanged(from.ParticipantAttributesChanged);
                break;
            case Event.ParticipantMetadataChanged:
                Change(from.ParticipantMetadataChanged.ParticipantIdentity, info => info with { Metadata = from.ParticipantMetadataChanged.Metadata });
                break;
            case Event.ParticipantNameChanged:
                Change(from.ParticipantNameChanged.ParticipantIdentity, info => info with { Name = from.ParticipantNameChanged.Name });
                break;
            case Event.ParticipantPermissionChanged:
                Change(from.ParticipantPermissionChanged.ParticipantIdentity, info => info with { Permissions = RtcMapping.ToPermissions(from.ParticipantPermissionChanged.Permission) });
                break;
            case Event.ParticipantsUpdated:
                foreach (var updated in from.ParticipantsUpdated.Participants)
                    Change(updated.Identity, info => info with { Sid = updated.Sid, State = (ParticipantState)updated.State });
                break;
            case Event.TrackPublished:
                Published(from.TrackPublished);
                break;
            case Event.TrackUnpublished:
                Unpublished(from.TrackUnpublished);
                break;
            case Event.TrackSubscribed:
                Subscribed(from.TrackSubscribed);
                break;
            case Event.TrackUnsubscribed:
                Unsubscribed(from.TrackUnsubscribed);
                break;
            case Event.TrackSubscriptionFailed:
                _logger.SubscriptionFailed(from.TrackSubscriptionFailed.TrackSid, from.TrackSubscriptionFailed.ParticipantIdentity, from.TrackSubscriptionFailed.Error);
                break;
            case Event.TrackMuted:
                MuteChanged(from.TrackMuted, muted: true);
                break;
            case Event.TrackUnmuted:
                MuteChanged(from.TrackUnmuted, muted: false);
                break;
            case Event.LocalTrackRepublished:
                Republished(from.LocalTrackRepublished);
                break;
            case Event.RoomSidChanged:
                SetSid(from.RoomSidChanged.Sid);
                break;
            case Event.RoomUpdated:
                SetSid(from.RoomUpdated.Sid);
                break;
            case Event.Moved:
                _name = from.Moved.Name;
                SetSid(from.Moved.Sid);
                Tell(new RoomEvent.Moved(_name));
                break;
            case Event.DataPacketReceived:
                DataReceived(from.DataPacketReceived);
                break;
            case Event.TextStreamOpened:
                _ = ReadTextAsync(from.TextStreamOpened);
                break;
            case Event.Reconnecting:
                _logger.RoomReconnecting(_name);
                _isReconnecting = true;
                Tell(new RoomEvent.Reconnecting());
                break;
            case Event.Reconnected:
                _logger.RoomReconnected(_name);
                _isReconnecting = false;
                TellWhoIsMissing();
                SubscribeAgain();
                Tell(new RoomEvent.Reconnected());
                break;
            case Event.Disconnected:
                End((DisconnectReason)from.Disconnected.Reason);
                break;
            default:
                // Of no use to a transfer; what handles came along go back.
                _client.DropAll(new Ffi.FfiEvent { RoomEvent = from });
                break;
        }
    }

    private RtcTrack Add(RtcParticipant participant, Ffi.OwnedTrackPublication from)
    {
        var track = new RtcTrack(_client, _client.Own(from.Handle), RtcMapping.ToTrack(from.Info));
        if (participant.Tracks.Remove(track.Info.Sid, out var before))
            before.Dispose();
        participant.Tracks[track.Info.Sid] = track;
        if (track.IsVoice)
            Subscribe(track);
        return track;
    }

    private void Subscribe(RtcTrack track) =>
        _client.Send(new Ffi.FfiRequest { SetSubscribed = new Ffi.SetSubscribedRequest { Subscribe = true, PublicationHandle = track.Publication.Id } });

    // What was asked for while the connection was away may not have reached the server.
    private void SubscribeAgain()
    {
        foreach (var track in _participants.Values.SelectMany(participant => participant.Tracks.Values).Where(track => track is { IsVoice: true, Media: null }))
            Subscribe(track);
    }

    private void AttributesChanged(Ffi.ParticipantAttributesChanged from)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var entry in from.Attributes)
            attributes[entry.Key] = entry.Value;
        if (Change(from.ParticipantIdentity, info => info with { Attributes = attributes }) is { } changed)
            Tell(new RoomEvent.AttributesChanged(changed));
    }

    private void Published(Ffi.TrackPublished from)
    {
        if (!_participants.TryGetValue(from.ParticipantIdentity, out var participant))
        {
            _client.DropAll(new Ffi.FfiEvent { RoomEvent = new Ffi.RoomEvent { TrackPublished = from } });
            return;
        }

        var track = Add(participant, from.Publication);
        Tell(new RoomEvent.TrackPublished(participant.Snapshot(), track.Info));
    }

    private void Unpublished(Ffi.TrackUnpublished from)
    {
        if (!TryFind(from.ParticipantIdentity, from.PublicationSid, out var participant, out var track))
            return;

        participant.Tracks.Remove(from.PublicationSid);
        track.Dispose();
        Tell(new RoomEvent.TrackUnpublished(participant.Snapshot(), track.Info));
    }

    private void Subscribed(Ffi.TrackSubscribed from)
    {
        var media = _client.Own(from.Track?.Handle);
        if (!TryFind(from.ParticipantIdentity, from.Track.Info.Sid, out var participant, out var track))
        {
            media.Dispose();
            return;
        }

        track.Subscribed(media);
        if (track.IsVoice && _listeners.TryGetValue(from.ParticipantIdentity, out var fanOut))
            track.Listen(fanOut);
        Tell(new RoomEvent.TrackSubscribed(participant.Snapshot(), track.Info));
    }

    private void Unsubscribed(Ffi.TrackOfParticipant from)
    {
        if (!TryFind(from.ParticipantIdentity, from.TrackSid, out var participant, out var track))
            return;

        track.Unsubscribed();
        Tell(new RoomEvent.TrackUnsubscribed(participant.Snapshot(), track.Info));
    }

    private void MuteChanged(Ffi.TrackOfParticipant from, bool muted)
    {
        if (from.ParticipantIdentity == _local.Identity)
        {
            if (OwnTracks.FirstOrDefault(own => own.Info.Sid == from.TrackSid) is { } own)
                Tell(new RoomEvent.TrackMuteChanged(_local, own.MuteChanged(muted)));
            return;
        }

        if (!TryFind(from.ParticipantIdentity, from.TrackSid, out var participant, out var track))
            return;
        track.Info = track.Info with { Muted = muted };
        Tell(new RoomEvent.TrackMuteChanged(participant.Snapshot(), track.Info));
    }

    private void Republished(Ffi.LocalTrackRepublished from)
    {
        if (OwnTracks.FirstOrDefault(track => track.Info.Sid == from.PreviousSid) is not { } own)
            return;

        // The library gives the same handle again, or a new one that is ours to drop.
        var handle = own.IsPublication(from.PublicationHandle) ? null : _client.Own(new Ffi.FfiOwnedHandle { Id = from.PublicationHandle });
        own.Republished(handle, from.Info.Sid);
    }

    private void DataReceived(Ffi.DataPacketReceived from)
    {
        var identity = from.ParticipantIdentity;
        if (from.SipDtmf is { } key)
        {
            if (RtcMapping.ToDigit(key) is { } digit)
                Tell(new RoomEvent.DtmfReceived(identity, digit));
        }
        else if (from.User is { } packet)
        {
            Tell(new RoomEvent.DataReceived(identity.Length == 0 ? null : identity, packet.Topic, Copy(packet.Data)));
        }
    }

    private unsafe byte[] Copy(Ffi.OwnedBuffer buffer)
    {
        using var handle = _client.Own(buffer.Handle);
        return buffer.Data is { DataPtr: not 0 } data ? new ReadOnlySpan<byte>((byte*)data.DataPtr, checked((int)data.DataLen)).ToArray() : [];
    }

    private async Task ReadTextAsync(Ffi.TextStreamOpened from)
    {
        var reader = _client.Own(from.Reader?.Handle);
        var stream = from.Reader.Info;
        try
        {
            var read = _client.CallAsync(
                id => new Ffi.FfiRequest { TextReadAll = new Ffi.TextStreamReaderReadAllRequest { ReaderHandle = reader.Id, RequestAsyncId = id } },
                answer => answer.TextStreamReaderReadAll);
            // The library takes the handle with the request.
            reader.Consumed();
            var text = await read;
            if (text.ResultCase is Ffi.TextStreamReaderReadAllCallback.ResultOneofCase.Content)
                Tell(new RoomEvent.TextReceived(new TextMessage(stream.StreamId, stream.Topic, from.ParticipantIdentity, text.Content, new Dictionary<string, string>(stream.Attributes))));
            else
                _logger.TextStreamLost(stream.Topic, text.Error?.Description ?? "no reason given");
        }
        catch (Exception exception)
        {
            _logger.TextStreamLost(stream.Topic, exception.Message);
        }
    }

    private ParticipantInfo? Change(string identity, Func<ParticipantInfo, ParticipantInfo> change)
    {
        if (identity == _local.Identity)
            return _local = change(_local);
        if (!_participants.TryGetValue(identity, out var participant))
            return null;
        participant.Info = change(participant.Info);
        return participant.Snapshot();
    }

    private bool TryFind(string identity, string trackSid, [NotNullWhen(true)] out RtcParticipant? participant, [NotNullWhen(true)] out RtcTrack? track)
    {
        track = null;
        return _participants.TryGetValue(identity, out participant) && participant.Tracks.TryGetValue(trackSid, out track);
    }

    private void SetSid(string sid)
    {
        if (sid.Length == 0)
            return;
        _sid = sid;
        _named.TrySet();
    }

    private void End(DisconnectReason reason)
    {
        lock (_gate)
        {
            if (!_isConnected)
                return;
            _isConnected = false;
            _logger.RoomDisconnected(_name, reason);
        }

        Tell(new RoomEvent.Disconnected(reason));
        _events.Writer.TryComplete();
        _named.TrySet();
    }

    private void Tell(RoomEvent roomEvent) => _events.Writer.TryWrite(roomEvent);
}
