namespace WarmTransfer;

/// <summary>What an attempt's loop is told. Everything that happens to it reaches it this way, in one order.</summary>
internal abstract record AttemptMessage
{
    private AttemptMessage()
    {
    }

    internal sealed record Opened(ConsultRoom Consult) : AttemptMessage;

    internal sealed record OpenFailed(Exception Error) : AttemptMessage;

    /// <summary>The caller is on hold: the human may be called.</summary>
    internal sealed record MayDial : AttemptMessage;

    internal sealed record LegReported(LegEvent Happened) : AttemptMessage;

    internal sealed record RoomLost(DisconnectReason Reason) : AttemptMessage;

    internal sealed record HumanSpoke : AttemptMessage;

    internal sealed record AgentSpoke : AttemptMessage;

    internal sealed record Decided : AttemptMessage;

    internal sealed record LimitPassed(PassedLimit Passed) : AttemptMessage;

    /// <summary>The transfer ends: the human is told so, unless there are no words to say, and hung up on.</summary>
    internal sealed record Close(string LastWords) : AttemptMessage;

    /// <summary>The human is with the caller: the AI steps back and the call goes on.</summary>
    internal sealed record HandOver(bool KeepRoom) : AttemptMessage;
}
