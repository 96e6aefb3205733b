namespace WarmTransfer;

/// <summary>Joins the human and the caller, once the human has agreed.</summary>
internal sealed class CallMerge(ICallerLeg caller, ConsultRoom consult, MergeStrategy strategy, TimeSpan timeout)
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

    public async Task<TransferMessage> RunAsync()
    {
        using var limit = new CancellationTokenSource(timeout, caller.TimeProvider);
        // Watching begins before the move, so that no arrival is missed.
        using var watch = caller.Room.Observe(OnCallerRoomEvent);
        try
        {
            return strategy is MergeStrategy.AudioBridge ? await BridgeAsync(limit.Token) : await MoveAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return await WhereIsHumanAsync(CancellationToken.None) is Place.CallerRoom
                ? new TransferMessage.Merged(MergeStrategy.MoveParticipant, null)
                : new TransferMessage.MergeFailed(null, TimedOut: true, HumanGone: !consult.HumanIsPresent);
        }
        catch (Exception error)
        {
            return new TransferMessage.MergeFailed(error, TimedOut: false, HumanGone: !consult.HumanIsPresent);
        }
    }

    private async Task<TransferMessage> BridgeAsync(CancellationToken cancellationToken)
    {
        var bridge = await AudioBridge.OpenAsync(caller.Room, caller.CallerIdentity, consult.Room, consult.HumanIdentity, caller.TimeProvider, cancellationToken);
        return new TransferMessage.Merged(MergeStrategy.AudioBridge, bridge);
    }

    private async Task<TransferMessage> MoveAsync(CancellationToken cancellationToken)
    {
        for (var move = 1; ; move++)
        {
            try
            {
                await caller.LiveKit.Server.MoveParticipantAsync(consult.Name, consult.HumanIdentity, caller.Room.Name, cancellationToken);
                return await ArrivalAsync(cancellationToken);
            }
            catch (LiveKitException error) when (error.IsNotImplemented && strategy is MergeStrategy.Auto)
            {
                return await BridgeAsync(cancellationToken);
            }
            catch (LiveKitException error)
            {
                // The answer may have been lost after the move was made, so where the human is decides, not the error.
                switch (await WhereIsHumanAsync(cancellationToken))
                {
                    case Place.CallerRoom:
                        return new TransferMessage.Merged(MergeStrategy.MoveParticipant, null);
                    case Place.Nowhere:
                        return new TransferMessage.MergeFailed(error, TimedOut: false, HumanGone: true);
                }

                if (move == MaxMoves || !IsTransient(error))
                    return new TransferMessage.MergeFailed(error, TimedOut: false, HumanGone: false);
            }

            await Task.Delay(RetryDelay * move, caller.TimeProvider, cancellationToken);
        }
    }

    // The server said yes; a human who hung up in that very moment never arrives.
    private async Task<TransferMessage> ArrivalAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!IsInCallerRoom)
                await _arrived.Task.WaitAsync(ArrivalTime, caller.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            return await WhereIsHumanAsync(cancellationToken) is Place.CallerRoom
                ? new TransferMessage.Merged(MergeStrategy.MoveParticipant, null)
                : new TransferMessage.MergeFailed(null, TimedOut: false, HumanGone: true);
        }

        return new TransferMessage.Merged(MergeStrategy.MoveParticipant, null);
    }

    private async Task<Place> WhereIsHumanAsync(CancellationToken cancellationToken)
    {
        if (IsInCallerRoom)
            return Place.CallerRoom;

        try
        {
            var there = await caller.LiveKit.Server.ListParticipantsAsync(caller.Room.Name, cancellationToken);
            if (there.Any(participant => participant.Identity == consult.HumanIdentity))
                return Place.CallerRoom;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // With the server not answering, what the two connections see is the best there is.
        }

        if (consult.HumanIsPresent)
            return Place.ConsultRoom;

        // A late move may have been made while the server was asked.
        return IsInCallerRoom ? Place.CallerRoom : Place.Nowhere;
    }

    private bool IsInCallerRoom => caller.Room.Contains(consult.HumanIdentity);

    private void OnCallerRoomEvent(RoomEvent roomEvent)
    {
        if (roomEvent is RoomEvent.ParticipantJoined joined && joined.Participant.Identity == consult.HumanIdentity)
            _arrived.TrySet();
    }

    private static bool IsTransient(LiveKitException error) => error.Code is
        TwirpErrorCode.None or TwirpErrorCode.Unavailable or TwirpErrorCode.Internal or TwirpErrorCode.Unknown
        or TwirpErrorCode.DeadlineExceeded or TwirpErrorCode.ResourceExhausted or TwirpErrorCode.Aborted;
}
