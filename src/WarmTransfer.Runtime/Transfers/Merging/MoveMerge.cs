namespace WarmTransfer;

/// <summary>Joins the two by moving the human into the caller's room (RoomService.MoveParticipant, LiveKit Cloud only).</summary>
/// <remarks>A move may be made although its answer says otherwise, so where the human is decides, and not the answer.</remarks>
internal sealed class MoveMerge(ICallerLeg caller, string consultRoom, IHumanLeg human, PhoneDial dial) : IMergeWay
{
    private const int MaxMoves = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>How long after a successful move the human may take to be seen in the caller's room.</summary>
    private static readonly TimeSpan ArrivalTime = TimeSpan.FromSeconds(2);

    private readonly Signal _arrived = new();

    private enum Place
    {
        Nowhere,
        ConsultRoom,
        CallerRoom,
    }

    public MergeStrategy Strategy => MergeStrategy.MoveParticipant;

    private bool IsInCallerRoom => caller.Room.Contains(human.Identity);

    public async Task<MergeOutcome> MergeAsync(CancellationToken cancellationToken)
    {
        dial.MayMoveTo(caller.Room.Name);
        // Watching begins before the move, so that no arrival is missed.
        using var watch = caller.Room.Observe(OnCallerRoomEvent);
        try
        {
            return await MoveAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await WhereIsHumanAsync(CancellationToken.None) is Place.CallerRoom
                ? Moved()
                : new MergeOutcome.Failed(TimedOut: true, HumanIsGone: !human.IsPresent);
        }
    }

    private static MergeOutcome.Merged Moved() => new(MergeStrategy.MoveParticipant);

    private async Task<MergeOutcome> MoveAsync(CancellationToken cancellationToken)
    {
        for (var move = 1; ; move++)
        {
            try
            {
                await caller.LiveKit.Server.MoveParticipantAsync(consultRoom, human.Identity, caller.Room.Name, cancellationToken);
                return await ArrivalAsync(cancellationToken);
            }
            catch (LiveKitException exception) when (exception.IsNotImplemented)
            {
                return new MergeOutcome.NotAvailable(exception);
            }
            catch (LiveKitException exception)
            {
                switch (await WhereIsHumanAsync(cancellationToken))
                {
                    case Place.CallerRoom:
                        return Moved();
                    case Place.Nowhere:
                        return new MergeOutcome.Failed(exception, HumanIsGone: true);
                }

                if (move == MaxMoves || !IsTransient(exception))
                    return new MergeOutcome.Failed(exception);
            }

            await Task.Delay(RetryDelay * move, caller.TimeProvider, cancellationToken);
        }
    }

    // The server said yes; a human who hung up in that very moment never arrives.
    private async Task<MergeOutcome> ArrivalAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!IsInCallerRoom)
                await _arrived.Task.WaitAsync(ArrivalTime, caller.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            if (await WhereIsHumanAsync(cancellationToken) is not Place.CallerRoom)
                return new MergeOutcome.Failed(HumanIsGone: true);
        }

        return Moved();
    }

    private async Task<Place> WhereIsHumanAsync(CancellationToken cancellationToken)
    {
        if (IsInCallerRoom)
            return Place.CallerRoom;

        try
        {
            var there = await caller.LiveKit.Server.ListParticipantsAsync(caller.Room.Name, cancellationToken);
            if (there.Any(participant => participant.Identity == human.Identity))
                return Place.CallerRoom;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // With the server not answering, what the two connections see is the best there is.
        }

        if (human.IsPresent)
            return Place.ConsultRoom;

        // A late move may have been made while the server was asked.
        return IsInCallerRoom ? Place.CallerRoom : Place.Nowhere;
    }

    private void OnCallerRoomEvent(RoomEvent roomEvent)
    {
        if (roomEvent is RoomEvent.ParticipantJoined joined && joined.Participant.Identity == human.Identity)
            _arrived.TrySet();
    }

    private static bool IsTransient(LiveKitException error) => error.Code is
        TwirpErrorCode.None or TwirpErrorCode.Unavailable or TwirpErrorCode.Internal or TwirpErrorCode.Unknown
        or TwirpErrorCode.DeadlineExceeded or TwirpErrorCode.ResourceExhausted or TwirpErrorCode.Aborted;
}
