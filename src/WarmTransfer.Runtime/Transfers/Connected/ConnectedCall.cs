namespace WarmTransfer;

/// <summary>A call after its transfer: the caller and the human are together, and the AI only watches for the end.</summary>
/// <remarks>
/// When either of the two leaves, by identity, the rooms are deleted, once. Disposing it ends the call. Keep the caller
/// leg's room open until <see cref="Completion"/>: without it nobody sees the end, and a bridged call has no sound.
/// </remarks>
public sealed class ConnectedCall : IAsyncDisposable
{
    private readonly ICallerLeg _caller;
    private readonly string _humanIdentity;
    private readonly IRoom _humanRoom;
    private readonly UndoStack _undo;
    private readonly Signal<CallEnd> _completion = new();
    private readonly DateTimeOffset _connectedAt;
    private IDisposable? _callerWatch;
    private IDisposable? _humanWatch;
    private int _ending;

    internal ConnectedCall(ICallerLeg caller, string humanIdentity, IRoom humanRoom, AudioBridge? bridge, UndoStack undo)
    {
        _caller = caller;
        _humanIdentity = humanIdentity;
        _humanRoom = humanRoom;
        Bridge = bridge;
        _undo = undo;
        _connectedAt = caller.TimeProvider.GetUtcNow();
    }

    /// <summary>Gets a task that completes when the call has ended and its rooms are gone. It never fails.</summary>
    public Task<CallEnd> Completion => _completion.Task;

    /// <summary>Gets what has been relayed from the caller to the human; <see langword="null"/> where the human was moved and nothing is relayed.</summary>
    public AudioRelayStatistics? RelayToHuman => Bridge?.ToHuman;

    /// <summary>Gets what has been relayed from the human to the caller; <see langword="null"/> where the human was moved and nothing is relayed.</summary>
    public AudioRelayStatistics? RelayToCaller => Bridge?.ToCaller;

    internal AudioBridge? Bridge { get; }

    /// <summary>Ends the call for both.</summary>
    /// <returns>A task that completes when the rooms are gone.</returns>
    public Task EndAsync()
    {
        End(CallEndedBy.Application, DisconnectReason.RoomDeleted);
        return Completion;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync();

    /// <summary>Begins to watch, then looks who is still there: whoever left in between is noticed either way.</summary>
    internal void Watch()
    {
        _callerWatch = _caller.Room.Observe(roomEvent => OnEvent(roomEvent, _caller.Room, _caller.CallerIdentity, CallEndedBy.Caller));
        _humanWatch = _humanRoom.Observe(roomEvent => OnEvent(roomEvent, _humanRoom, _humanIdentity, CallEndedBy.Human));
        if (!_caller.Room.Contains(_caller.CallerIdentity))
            End(CallEndedBy.Caller, DisconnectReason.Unknown);
        else if (!_humanRoom.Contains(_humanIdentity))
            End(CallEndedBy.Human, DisconnectReason.Unknown);

        // It may have ended before both watches were there to be stopped.
        if (Volatile.Read(ref _ending) != 0)
            StopWatching();
    }

    private void StopWatching()
    {
        Interlocked.Exchange(ref _callerWatch, null)?.Dispose();
        Interlocked.Exchange(ref _humanWatch, null)?.Dispose();
    }

    private void OnEvent(RoomEvent roomEvent, IRoom room, string identity, CallEndedBy party)
    {
        if (roomEvent is RoomEvent.ParticipantLeft left && left.Participant.Identity == identity && !room.Contains(identity))
            End(party, left.Participant.DisconnectReason);
        else if (roomEvent is RoomEvent.Disconnected disconnected)
            End(CallEndedBy.Server, disconnected.Reason);
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
            Telemetry.Record("to_human", Bridge.ToHuman);
            Telemetry.Record("to_caller", Bridge.ToCaller);
        }

        var duration = _caller.TimeProvider.GetUtcNow() - _connectedAt;
        StopWatching();
        await _undo.UnwindAsync();
        _completion.TrySet(new CallEnd(by, reason, duration));
    }
}

/// <summary>How a transferred call ended.</summary>
/// <param name="By">Who ended it.</param>
/// <param name="Reason">What the server said of it.</param>
/// <param name="Duration">How long the two were together.</param>
public sealed record CallEnd(CallEndedBy By, DisconnectReason Reason, TimeSpan Duration);

/// <summary>Who ended a transferred call.</summary>
public enum CallEndedBy
{
    /// <summary>The caller left.</summary>
    Caller = 0,

    /// <summary>The human left.</summary>
    Human,

    /// <summary>The application ended it through <see cref="ConnectedCall.EndAsync"/>.</summary>
    Application,

    /// <summary>The room was closed, or the connection to it was lost.</summary>
    Server,
}
