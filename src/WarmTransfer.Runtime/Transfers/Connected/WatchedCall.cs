namespace WarmTransfer;

/// <summary>The call of a transfer that has connected: watched until one of the two leaves, then torn down.</summary>
internal sealed class WatchedCall : ConnectedCall
{
    private readonly ICallerLeg _caller;
    private readonly string _humanIdentity;
    private readonly IRoom _humanRoom;
    private readonly UndoStack _undo;
    private readonly Signal<CallEnd> _completion = new();
    private readonly DateTimeOffset _connectedAt;
    private PartyWatch? _callerWatch;
    private PartyWatch? _humanWatch;
    private int _ending;

    /// <param name="caller">The caller's side.</param>
    /// <param name="humanIdentity">The human.</param>
    /// <param name="humanRoom">The room the human is in, as the AI's connection sees it.</param>
    /// <param name="bridge">What relays the audio; <see langword="null"/> where both are in one room.</param>
    /// <param name="undo">What is closed when the call has ended.</param>
    public WatchedCall(ICallerLeg caller, string humanIdentity, IRoom humanRoom, AudioBridge? bridge, UndoStack undo)
    {
        _caller = caller;
        _humanIdentity = humanIdentity;
        _humanRoom = humanRoom;
        Bridge = bridge;
        _undo = undo;
        _connectedAt = caller.TimeProvider.GetUtcNow();
    }

    public override Task<CallEnd> Completion => _completion.Task;

    public override AudioRelayStatistics? RelayToHuman => Bridge?.ToHuman;

    public override AudioRelayStatistics? RelayToCaller => Bridge?.ToCaller;

    public AudioBridge? Bridge { get; }

    public override Task<CallEnd> EndAsync(CancellationToken cancellationToken = default)
    {
        End(CallEndedBy.Application, DisconnectReason.RoomDeleted);
        return Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Begins to watch, then looks who is still there, so that a party who leaves in between is noticed either way.</summary>
    public void Watch()
    {
        _undo.Push("delete the caller's room", DeleteCallerRoomAsync);
        _callerWatch = Watch(_caller.Room, _caller.CallerIdentity, CallEndedBy.Caller);
        _humanWatch = Watch(_humanRoom, _humanIdentity, CallEndedBy.Human);
        if (!_caller.Room.Contains(_caller.CallerIdentity))
            End(CallEndedBy.Caller, DisconnectReason.Unknown);
        else if (!_humanRoom.Contains(_humanIdentity))
            End(CallEndedBy.Human, DisconnectReason.Unknown);

        // It may have ended before both watches were there to be stopped.
        if (Volatile.Read(ref _ending) != 0)
            StopWatching();
    }

    private PartyWatch Watch(IRoom room, string identity, CallEndedBy party) =>
        new(room, identity, reason => End(party, reason), reason => End(CallEndedBy.Server, reason));

    private void StopWatching()
    {
        Interlocked.Exchange(ref _callerWatch, null)?.Dispose();
        Interlocked.Exchange(ref _humanWatch, null)?.Dispose();
    }

    private void End(CallEndedBy by, DisconnectReason reason)
    {
        if (Interlocked.Exchange(ref _ending, 1) == 0)
            _ = TearDownAsync(by, reason);
    }

    private async Task TearDownAsync(CallEndedBy by, DisconnectReason reason)
    {
        if (Bridge is not null)
        {
            TransferTelemetry.Record("to_human", Bridge.ToHuman);
            TransferTelemetry.Record("to_caller", Bridge.ToCaller);
        }

        var duration = _caller.TimeProvider.GetUtcNow() - _connectedAt;
        StopWatching();
        await _undo.UnwindAsync();
        _completion.TrySet(new CallEnd(by, reason, duration));
    }

    private async Task DeleteCallerRoomAsync(CancellationToken cancellationToken)
    {
        if (_caller.Room.IsConnected)
            await _caller.LiveKit.Server.EnsureRoomDeletedAsync(_caller.Room.Name, cancellationToken);
    }
}
