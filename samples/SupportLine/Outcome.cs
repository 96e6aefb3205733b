using WarmTransfer;

namespace SupportLine;

/// <summary>How the sample ended.</summary>
/// <param name="Result">What the transfer returned.</param>
/// <param name="CallEnd">How the connected call ended, where there was one.</param>
internal sealed record Outcome(WarmTransferResult Result, CallEnd? CallEnd)
{
    /// <summary>Gets the result in one line: its name and what it tells.</summary>
    public string Text => Result switch
    {
        WarmTransferResult.Connected connected => $"Connected {connected.HumanAgentIdentity}",
        WarmTransferResult.Declined declined => $"Declined {declined.Reason}",
        WarmTransferResult.TimedOut timedOut => $"TimedOut {timedOut.Phase} {timedOut.Limit}",
        WarmTransferResult.HumanLeft left => $"HumanLeft {left.Reason}",
        WarmTransferResult.CallerLeft left => $"CallerLeft {left.Reason}",
        WarmTransferResult.MergeFailed failed => $"MergeFailed {failed.Error}",
        var other => other.GetType().Name,
    };

    /// <summary>Gets what failed, in a sentence; <see langword="null"/> when people, or the telephone network, decided how it went.</summary>
    public string? Failure => Result switch
    {
        WarmTransferResult.MergeFailed failed => $"The caller and the human could not be joined: {failed.Error}",
        WarmTransferResult.TimedOut { Limit: TransferLimit.Merge } => "The caller and the human were not joined in time.",
        WarmTransferResult.TimedOut { Limit: TransferLimit.Opening } => "The room to call the human into was not open in time.",
        // Where no phone answered the call, not even to refuse it, the trunk may be wrong as well as the number.
        WarmTransferResult.Unreachable { Attempts: [.., { SipStatusCode: null, Error: { } error }] } => $"The human could not be called: {error}",
        _ => null,
    };
}
