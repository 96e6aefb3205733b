namespace WarmTransfer;

/// <summary>What the transfer's loop is told. Everything that happens reaches it this way, in one order.</summary>
internal abstract record TransferMessage
{
    private TransferMessage()
    {
    }

    internal sealed record CallerLeft(DisconnectReason Reason) : TransferMessage;

    internal sealed record CancelRequested : TransferMessage;

    internal sealed record CallerHeld : TransferMessage;

    internal sealed record HoldFailed(Exception Error) : TransferMessage;

    internal sealed record LimitPassed(PassedLimit Passed) : TransferMessage;

    internal sealed record MergeEnded(MergeOutcome Outcome) : TransferMessage;

    /// <summary>What an attempt reports, stamped with its number.</summary>
    internal abstract record FromAttempt(int Attempt) : TransferMessage;

    /// <summary>The attempt has come to a phase, or its record has changed.</summary>
    internal sealed record Progressed(int Attempt, TransferPhase Phase, TransferAttempt Record) : FromAttempt(Attempt);

    /// <summary>The human agreed to take the call, and waits to be joined with the caller.</summary>
    internal sealed record Agreed(int Attempt, ConsultRoom Consult, IHumanLeg Human) : FromAttempt(Attempt);

    internal sealed record HumanLeft(int Attempt, DisconnectReason Reason) : FromAttempt(Attempt);

    /// <summary>The attempt ends by itself. Without a result, the error is the application's to mend.</summary>
    internal sealed record AttemptEnded(int Attempt, WarmTransferResult? Result, TransferAttempt Record, Exception? Error) : FromAttempt(Attempt);
}
