using Event = WarmTransfer.Ffi.RoomEvent.MessageOneofCase;

namespace WarmTransfer;

/// <summary>What the native library says happened in a room, handed to the part it changes. On the thread of events, under the connection's lock.</summary>
internal sealed class RtcRoomEvents(RtcConnection connection, RtcRoster roster, RtcRemoteTracks tracks, RtcOwnTracks ownTracks, RtcReceivedTexts texts, RtcReceivedBytes bytes, RtcEventFeed feed)
{
    public void Apply(Ffi.RoomEvent from)
    {
        switch (from.MessageCase)
        {
            case Event.ParticipantConnected or Event.ParticipantDisconnected or Event.ParticipantActive or Event.ParticipantAttributesChanged
                or Event.ParticipantMetadataChanged or Event.ParticipantNameChanged or Event.ParticipantPermissionChanged or Event.ParticipantsUpdated:
                ApplyToRoster(from);
                break;
            case Event.TrackPublished or Event.TrackUnpublished or Event.TrackSubscribed or Event.TrackUnsubscribed or Event.TrackSubscriptionFailed
                or Event.TrackMuted or Event.TrackUnmuted or Event.LocalTrackRepublished:
                ApplyToTracks(from);
                break;
            case Event.RoomSidChanged or Event.RoomUpdated or Event.Moved or Event.Reconnecting or Event.Reconnected or Event.Disconnected:
                ApplyToConnection(from);
                break;
            case Event.DataPacketReceived:
                DataReceived(from.DataPacketReceived);
                break;
            case Event.TextStreamOpened:
                _ = texts.ReadAsync(from.TextStreamOpened);
                break;
            case Event.ByteStreamOpened:
                bytes.Open(from.ByteStreamOpened);
                break;
            default:
                // Of no use to a transfer; what handles came along go back.
                connection.Client.DropAll(new Ffi.FfiEvent { RoomEvent = from });
                break;
        }
    }

    /// <summary>Ends the connection, and tells why; nothing is told after it.</summary>
    public void End(DisconnectReason reason)
    {
        if (connection.TryEnd(reason))
            feed.End(reason);
    }

    private void ApplyToRoster(Ffi.RoomEvent from)
    {
        switch (from.MessageCase)
        {
            case Event.ParticipantConnected:
                roster.Joined(roster.Add(from.ParticipantConnected.Info).Snapshot());
                break;
            case Event.ParticipantDisconnected:
                roster.Left(from.ParticipantDisconnected);
                break;
            case Event.ParticipantActive:
                roster.Change(from.ParticipantActive.ParticipantIdentity, info => info with { State = ParticipantState.Active });
                break;
            case Event.ParticipantAttributesChanged:
                AttributesChanged(from.ParticipantAttributesChanged);
                break;
            case Event.ParticipantMetadataChanged:
                roster.Change(from.ParticipantMetadataChanged.ParticipantIdentity, info => info with { Metadata = from.ParticipantMetadataChanged.Metadata });
                break;
            case Event.ParticipantNameChanged:
                roster.Change(from.ParticipantNameChanged.ParticipantIdentity, info => info with { Name = from.ParticipantNameChanged.Name });
                break;
            case Event.ParticipantPermissionChanged:
                roster.Change(from.ParticipantPermissionChanged.ParticipantIdentity, info => info with { Permissions = RtcMapping.ToPermissions(from.ParticipantPermissionChanged.Permission) });
                break;
            case Event.ParticipantsUpdated:
                foreach (var updated in from.ParticipantsUpdated.Participants)
                    roster.Change(updated.Identity, info => info with { Sid = updated.Sid, State = (ParticipantState)updated.State });
                break;
        }
    }

    private void ApplyToTracks(Ffi.RoomEvent from)
    {
        switch (from.MessageCase)
        {
            case Event.TrackPublished:
                tracks.Published(from.TrackPublished);
                break;
            case Event.TrackUnpublished:
                tracks.Unpublished(from.TrackUnpublished);
                break;
            case Event.TrackSubscribed:
                tracks.Subscribed(from.TrackSubscribed);
                break;
            case Event.TrackUnsubscribed:
                tracks.Unsubscribed(from.TrackUnsubscribed);
                break;
            case Event.TrackSubscriptionFailed:
                connection.Logger.SubscriptionFailed(from.TrackSubscriptionFailed.TrackSid, from.TrackSubscriptionFailed.ParticipantIdentity, from.TrackSubscriptionFailed.Error);
                break;
            case Event.TrackMuted:
                MuteChanged(from.TrackMuted, muted: true);
                break;
            case Event.TrackUnmuted:
                MuteChanged(from.TrackUnmuted, muted: false);
                break;
            case Event.LocalTrackRepublished:
                ownTracks.Republished(from.LocalTrackRepublished);
                break;
        }
    }

    private void ApplyToConnection(Ffi.RoomEvent from)
    {
        switch (from.MessageCase)
        {
            case Event.RoomSidChanged:
                connection.SetSid(from.RoomSidChanged.Sid);
                break;
            case Event.RoomUpdated:
                connection.SetSid(from.RoomUpdated.Sid);
                break;
            case Event.Moved:
                connection.Rename(from.Moved.Name);
                connection.SetSid(from.Moved.Sid);
                feed.Tell(new RoomEvent.Moved(from.Moved.Name));
                break;
            case Event.Reconnecting:
                connection.Logger.RoomReconnecting(connection.Name);
                roster.Reconnecting();
                feed.Tell(new RoomEvent.Reconnecting());
                break;
            case Event.Reconnected:
                connection.Logger.RoomReconnected(connection.Name);
                roster.Reconnected();
                tracks.SubscribeAgain();
                feed.Tell(new RoomEvent.Reconnected());
                break;
            case Event.Disconnected:
                End((DisconnectReason)from.Disconnected.Reason);
                break;
        }
    }

    private void AttributesChanged(Ffi.ParticipantAttributesChanged from)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var entry in from.Attributes)
            attributes[entry.Key] = entry.Value;
        if (roster.Change(from.ParticipantIdentity, info => info with { Attributes = attributes }) is { } changed)
            feed.Tell(new RoomEvent.AttributesChanged(changed));
    }

    private void MuteChanged(Ffi.TrackOfParticipant from, bool muted)
    {
        if (from.ParticipantIdentity == connection.LocalIdentity)
            ownTracks.MuteChanged(from, muted);
        else
            tracks.MuteChanged(from, muted);
    }

    private void DataReceived(Ffi.DataPacketReceived from)
    {
        var identity = from.ParticipantIdentity;
        if (from.SipDtmf is { } key)
        {
            if (RtcMapping.ToDigit(key) is { } digit)
                feed.Tell(new RoomEvent.DtmfReceived(identity, digit));
        }
        else if (from.User is { } packet)
        {
            feed.Tell(new RoomEvent.DataReceived(identity.Length == 0 ? null : identity, packet.Topic, Copy(packet.Data)));
        }
    }

    private unsafe byte[] Copy(Ffi.OwnedBuffer buffer)
    {
        using var handle = connection.Client.Own(buffer.Handle);
        return buffer.Data is { DataPtr: not 0 } data ? new ReadOnlySpan<byte>((byte*)data.DataPtr, checked((int)data.DataLen)).ToArray() : [];
    }
}
