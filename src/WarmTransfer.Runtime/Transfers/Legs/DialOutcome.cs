namespace WarmTransfer;

/// <summary>What a dial that was not answered means.</summary>
internal static class DialOutcome
{
    /// <summary>From the server's answer. SIP status codes: RFC 3261 §21, RFC 8197 (607), RFC 8688 (608).</summary>
    /// <remarks>No answer and an unreachable host get the same error: whether the phone was seen to ring tells them apart.</remarks>
    public static WarmTransferResult Of(LiveKitException? error, bool rang) => error?.SipStatusCode switch
    {
        486 or 600 => new WarmTransferResult.Busy(),
        403 or 603 or 607 or 608 => new WarmTransferResult.Rejected(),
        408 or 487 => new WarmTransferResult.NoAnswer(),
        not null => new WarmTransferResult.Unreachable(),
        null when rang && error?.Code is TwirpErrorCode.Canceled or TwirpErrorCode.DeadlineExceeded => new WarmTransferResult.NoAnswer(),
        null => new WarmTransferResult.Unreachable(),
    };

    /// <summary>From how the phone left, where the server's answer was lost.</summary>
    public static WarmTransferResult Of(DisconnectReason reason, bool rang) => reason switch
    {
        DisconnectReason.UserRejected => new WarmTransferResult.Rejected(),
        _ when rang => new WarmTransferResult.NoAnswer(),
        _ => new WarmTransferResult.Unreachable(),
    };
}
