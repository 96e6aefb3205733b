namespace WarmTransfer;

/// <summary>What the transfer's loop is told. Everything that happens reaches it this way, in one order.</summary>
internal abstract record TransferMessage
{
    private TransferMessage()
    {
    }

    internal sealed record CallerLeft(DisconnectReason Reason) : TransferMessage;

    internal sealed record Opened(ConsultRoom Consult) : TransferMessage;

    internal sealed record OpenFailed(Exception Error) : TransferMessage;

    internal sealed record DialAnswered(string? SipCallId) : TransferMessage;

    internal sealed record DialFailed(Exception Error) : TransferMessage;

    internal sealed record CallStatusChanged(string Status) : TransferMessage;

    internal sealed record HumanLeft(DisconnectReason Reason) : TransferMessage;

    internal sealed record ConsultRoomLost(DisconnectReason Reason) : TransferMessage;

    internal sealed record HumanSpoke : TransferMessage;

    internal sealed record AgentSpoke : TransferMessage;

    internal sealed record Decided(ConsultDecision Decision, string Reason, bool ByKey = false) : TransferMessage;

    internal sealed record Merged(MergeStrategy By, AudioBridge? Bridge) : TransferMessage;

    internal sealed record MergeFailed(Exception? Error, bool TimedOut, bool HumanGone) : TransferMessage;

    internal sealed record LimitPassed(TransferLimit Limit, int Stamp) : TransferMessage;

    internal sealed record CancelRequested : TransferMessage;
}

/// <summary>What came of the conversation with the human.</summary>
internal enum ConsultDecision
{
    Accept,
    Decline,
    Voicemail,
}
