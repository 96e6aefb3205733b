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
}
