namespace WarmTransfer.Emulator;

/// <content>What participants send each other: tracks, text, bytes, keys pressed.</content>
internal sealed partial class RoomDirectory
{
    /// <summary>Publishes an audio track.</summary>
    /// <exception cref="InvalidOperationException">The participant has left, or may not publish.</exception>
    public LiveTrack Publish(LiveParticipant participant, string name, TrackSource source) => Change(() =>
    {
        if (participant.IsGone)
            throw new InvalidOperationException($"'{participant.Identity}' is not in the room any more, so it cannot publish '{name}'.");
        if (!participant.Info.Permission.CanPublish)
            throw new InvalidOperationException($"'{participant.Identity}' may not publish: its token, or a later UpdateParticipant, says canPublish = false.");

        var track = new LiveTrack(participant, new Protocol.TrackInfo
        {
            Type = Protocol.TrackType.Audio,
            Name = name,
            Source = (Protocol.TrackSource)source,
            MimeType = participant.Info.Kind == Protocol.ParticipantInfo.Types.Kind.Sip ? "audio/opus" : "audio/red",
            Stream = "camera",
        });
        Announce(track, Ids.Next("TR_AM"));
        return track;
    });

    public void Unpublish(LiveTrack track) => Change(() =>
    {
        if (track.IsGone)
            return;
        track.IsGone = true;
        Withdraw(track);
    });

    /// <summary>Sends a text to the others in the participant's room, or to those of them named.</summary>
    /// <returns>Whether it was sent: not when the sender has left.</returns>
    public bool SendText(LiveParticipant sender, TextMessage text, IReadOnlyCollection<string>? to) => Change(() =>
    {
        if (sender.IsGone)
            return false;
        TellAddressees(sender, to, new RoomEvent.TextReceived(text));
        return true;
    });

    /// <summary>Sends bytes to the others in the participant's room, or to those of them named.</summary>
    /// <returns>Whether they were sent: not when the sender has left.</returns>
    public bool SendBytes(LiveParticipant sender, ByteMessage bytes, IReadOnlyCollection<string> to) => Change(() =>
    {
        if (sender.IsGone)
            return false;
        TellAddressees(sender, to, new RoomEvent.BytesReceived(bytes));
        return true;
    });

    /// <summary>Says why nobody receives a byte stream.</summary>
    public void LoseBytes(string topic, string reason) => _logger.EmulatedByteStreamLost(topic, reason);

    /// <summary>Tells the others in the room, or those of them named, that a key was pressed.</summary>
    /// <returns>Whether they were told: not when the sender has left.</returns>
    public bool SendDtmf(LiveParticipant sender, char digit, IReadOnlyCollection<string>? to = null) => Change(() =>
    {
        if (sender.IsGone)
            return false;
        TellAddressees(sender, to, new RoomEvent.DtmfReceived(sender.Identity, digit));
        return true;
    });

    /// <summary>Begins or stops to listen on a participant's behalf.</summary>
    public IDisposable Listen(LiveParticipant participant, AudioSink sink)
    {
        Change(() =>
        {
            participant.Sinks.Add(sink);
            AudioChanged(participant.Room);
        });
        return new Subscription(() => Change(() =>
        {
            sink.IsStopped = true;
            participant.Sinks.Remove(sink);
            AudioChanged(participant.Room);
        }));
    }

    /// <summary>Hands a frame to a listener; what it throws is logged and reaches nobody else.</summary>
    public void Deliver(AudioSink listener, HeardFrame frame)
    {
#pragma warning disable CA1031 // As in Outbox: one listener's failure is not another's.
        try
        {
            listener.Deliver(frame);
        }
        catch (Exception exception)
        {
            Outbox.Fail(exception);
        }
#pragma warning restore CA1031
    }

    // As in a data packet, an empty list means everyone.
    private void TellAddressees(LiveParticipant sender, IReadOnlyCollection<string>? to, RoomEvent sent)
    {
        foreach (var other in sender.Room.Participants.Where(p => p != sender && (to is null or { Count: 0 } || to.Contains(p.Identity))))
            Outbox.Add(() => other.Endpoint.Receive(sent));
    }

    private void AudioChanged(LiveRoom room)
    {
        room.AudioChanged();
        foreach (var participant in room.Participants)
        {
            Resubscribe(participant);
            if (participant.ListenersChanged is { } told)
                Outbox.Add(told);
        }
    }

    // Who is subscribed to whom follows from what is published and allowed. A muted voice stays subscribed to.
    private void Resubscribe(LiveParticipant participant)
    {
        participant.Voices.RemoveWhere(voice =>
        {
            if (voice.Owner.Tracks.Contains(voice) && participant.MayHear(voice))
                return false;
            TellOfVoice(participant, new RoomEvent.TrackUnsubscribed(voice.Owner.ToInfo(), voice.ToInfo()));
            return true;
        });
        foreach (var other in participant.Room.Participants)
        {
            foreach (var track in other.Tracks)
            {
                if (track.IsVoice && other.CanBeSeenBy(participant) && participant.MayHear(track) && participant.Voices.Add(track))
                    TellOfVoice(participant, new RoomEvent.TrackSubscribed(other.ToInfo(), track.ToInfo()));
            }
        }
    }

    private void TellOfVoice(LiveParticipant participant, RoomEvent happened) => Outbox.Add(() => participant.Endpoint.Receive(happened));

    private void Announce(LiveTrack track, string sid)
    {
        var participant = track.Owner;
        track.Info.Sid = sid;
        track.Info.Mid = "1";
        track.Info.Version = new Protocol.TimedVersion { UnixMicro = Time.GetUtcNow().ToUnixTimeMilliseconds() * 1000 };
        participant.Tracks.Add(track);
        participant.Info.IsPublisher = true;
        participant.Changed();
        if (participant.Room.Published.Add(participant.Identity))
            LaunchForParticipant(participant, Protocol.JobType.JtPublisher);
        var info = track.ToInfo();
        TellOthers(participant, p => new RoomEvent.TrackPublished(p.ToInfo(), info));
        AudioChanged(participant.Room);
        Tell(ServerEvent.TrackPublished, participant.Room, participant, track);
    }

    private void Withdraw(LiveTrack track)
    {
        var participant = track.Owner;
        participant.Tracks.Remove(track);
        // Counted twice, as recorded: once for the track and once for what its owner publishes.
        participant.Changed();
        participant.Changed();
        AudioChanged(participant.Room);
        var info = track.ToInfo();
        TellOthers(participant, p => new RoomEvent.TrackUnpublished(p.ToInfo(), info));
        Tell(ServerEvent.TrackUnpublished, participant.Room, participant, track);
    }
}
