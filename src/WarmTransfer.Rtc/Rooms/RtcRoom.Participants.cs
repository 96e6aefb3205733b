namespace WarmTransfer;

/// <content>
/// Who is there. Whose connection, or ours, was made anew comes back under another id: the library says that they left,
/// without a reason, and joined. They have never left, and a call must not end for it.
/// </content>
internal sealed partial class RtcRoom
{
    // The library says both in one breath.
    private static readonly TimeSpan ComesBackWithin = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, ParticipantInfo> _missing = [];
    private bool _isReconnecting;

    private RtcParticipant Add(Ffi.OwnedParticipant from, IEnumerable<Ffi.OwnedTrackPublication> publications)
    {
        var participant = new RtcParticipant(_client.Own(from.Handle), RtcMapping.ToParticipant(from.Info));
        if (_participants.Remove(participant.Info.Identity, out var before))
            before.Dispose();
        _participants[participant.Info.Identity] = participant;
        foreach (var publication in publications)
            Add(participant, publication);
        return participant;
    }

    private void Left(Ffi.ParticipantDisconnected from)
    {
        if (!_participants.Remove(from.ParticipantIdentity, out var participant))
            return;

        var info = participant.Snapshot() with { State = ParticipantState.Disconnected, DisconnectReason = (DisconnectReason)from.DisconnectReason };
        participant.Dispose();
        if (_isReconnecting || info.DisconnectReason is DisconnectReason.Unknown)
            Miss(info);
        else
            Tell(new RoomEvent.ParticipantLeft(info));
    }

    private void Miss(ParticipantInfo participant)
    {
        _missing[participant.Identity] = participant;
        if (!_isReconnecting)
            _ = TellUnlessBackAsync(participant);
    }

    private async Task TellUnlessBackAsync(ParticipantInfo participant)
    {
        await Task.Delay(ComesBackWithin, _time);
        lock (_gate)
        {
            if (_missing.TryGetValue(participant.Identity, out var missing) && ReferenceEquals(missing, participant) && !_isReconnecting)
                TellMissing(participant);
        }
    }

    private void Joined(ParticipantInfo participant)
    {
        if (!_missing.Remove(participant.Identity, out var before))
            Tell(new RoomEvent.ParticipantJoined(participant));
        else if (before.Attributes.Count != participant.Attributes.Count || before.Attributes.Except(participant.Attributes).Any())
            Tell(new RoomEvent.AttributesChanged(participant));
    }

    private void TellWhoIsMissing()
    {
        foreach (var participant in _missing.Values.ToList())
            TellMissing(participant);
    }

    private void TellMissing(ParticipantInfo participant)
    {
        _missing.Remove(participant.Identity);
        Tell(new RoomEvent.ParticipantLeft(participant));
    }
}
