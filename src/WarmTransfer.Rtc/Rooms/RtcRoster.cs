using System.Diagnostics.CodeAnalysis;

namespace WarmTransfer;

/// <summary>Who else is in a room. Guarded by the connection's lock.</summary>
/// <remarks>
/// A participant whose connection, or ours, was restored comes back under another id: the library says that they left,
/// without a reason, and joined. They have never left, and a call must not end for it.
/// </remarks>
/// <param name="connection">Our end.</param>
/// <param name="feed">Told of those who come, change and leave.</param>
/// <param name="left">Told who left, under the lock.</param>
internal sealed class RtcRoster(RtcConnection connection, RtcEventFeed feed, Action<string> left)
{
    // The library says both at once.
    private static readonly TimeSpan ComesBackWithin = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, RtcParticipant> _participants = [];
    private readonly Dictionary<string, ParticipantInfo> _missing = [];
    private bool _isReconnecting;

    public IEnumerable<RtcParticipant> Participants => _participants.Values;

    public RtcParticipant Add(Ffi.OwnedParticipant from)
    {
        var participant = new RtcParticipant(connection.Client.Own(from.Handle), RtcMapping.ToParticipant(from.Info));
        if (_participants.Remove(participant.Info.Identity, out var before))
            before.Dispose();
        _participants[participant.Info.Identity] = participant;
        return participant;
    }

    public bool TryFind(string identity, [NotNullWhen(true)] out RtcParticipant? participant) => _participants.TryGetValue(identity, out participant);

    /// <summary>Tells that someone joined, unless they have only been away.</summary>
    public void Joined(ParticipantInfo participant)
    {
        if (!_missing.Remove(participant.Identity, out var before))
            feed.Tell(new RoomEvent.ParticipantJoined(participant));
        else if (before.Attributes.Count != participant.Attributes.Count || before.Attributes.Except(participant.Attributes).Any())
            feed.Tell(new RoomEvent.AttributesChanged(participant));
    }

    /// <summary>Removes someone, and tells that they left unless they may be back.</summary>
    public void Left(Ffi.ParticipantDisconnected from)
    {
        if (!_participants.Remove(from.ParticipantIdentity, out var participant))
            return;

        var info = participant.Snapshot() with { State = ParticipantState.Disconnected, DisconnectReason = (DisconnectReason)from.DisconnectReason };
        participant.Dispose();
        if (_isReconnecting || info.DisconnectReason is DisconnectReason.Unknown)
            Miss(info);
        else
            TellLeft(info);
    }

    /// <summary>Changes what is known of someone, of ourselves too.</summary>
    /// <returns>Them as they are now; <see langword="null"/> when nobody has that identity.</returns>
    public ParticipantInfo? Change(string identity, Func<ParticipantInfo, ParticipantInfo> change)
    {
        if (identity == connection.LocalIdentity)
            return connection.Local = change(connection.Local);
        if (!_participants.TryGetValue(identity, out var participant))
            return null;
        participant.Info = change(participant.Info);
        return participant.Snapshot();
    }

    /// <summary>The connection broke off: those who leave now may be back when it is restored.</summary>
    public void Reconnecting() => _isReconnecting = true;

    /// <summary>The connection is restored: those who are not back by now have left.</summary>
    public void Reconnected()
    {
        _isReconnecting = false;
        foreach (var participant in _missing.Values.ToList())
            TellMissing(participant);
    }

    /// <summary>Gives all handles back.</summary>
    public void Clear()
    {
        foreach (var participant in _participants.Values)
            participant.Dispose();
        _participants.Clear();
    }

    private void Miss(ParticipantInfo participant)
    {
        _missing[participant.Identity] = participant;
        if (!_isReconnecting)
            _ = TellUnlessBackAsync(participant);
    }

    private async Task TellUnlessBackAsync(ParticipantInfo participant)
    {
        await Task.Delay(ComesBackWithin, connection.Time);
        lock (connection.Gate)
        {
            if (_missing.TryGetValue(participant.Identity, out var missing) && ReferenceEquals(missing, participant) && !_isReconnecting)
                TellMissing(participant);
        }
    }

    private void TellMissing(ParticipantInfo participant)
    {
        _missing.Remove(participant.Identity);
        TellLeft(participant);
    }

    private void TellLeft(ParticipantInfo participant)
    {
        left(participant.Identity);
        feed.Tell(new RoomEvent.ParticipantLeft(participant));
    }
}
