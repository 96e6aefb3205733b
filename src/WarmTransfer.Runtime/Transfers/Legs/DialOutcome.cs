namespace WarmTransfer;

/// <summary>What a dial that was not answered means.</summary>
internal static class DialOutcome
{
    /// <summary>From the server's answer. SIP status codes: RFC 3261 §21, RFC 8197 (607), RFC 8688 (608).</summary>
    /// <remarks>No answer and an unreachable host get the same error: whether the phone was seen to ring tells them apart.</remarks>
    public static LegFailure Of(LiveKitException? error, bool rang) => error?.SipStatusCode switch
    {
        486 or 600 => LegFailure.Busy,
        403 or 603 or 607 or 608 => LegFailure.Rejected,
        408 or 487 => LegFailure.NoAnswer,
        not null => LegFailure.Unreachable,
        null when error?.Code is TwirpErrorCode.Unauthenticated => LegFailure.Unauthenticated,
        null when rang && error?.Code is TwirpErrorCode.Canceled or TwirpErrorCode.DeadlineExceeded => LegFailure.NoAnswer,
        null => LegFailure.Unreachable,
    };

    /// <summary>From how the phone left, where the server's answer was lost.</summary>
    public static LegFailure Of(DisconnectReason reason, bool rang) => reason switch
    {
        DisconnectReason.UserRejected => LegFailure.Rejected,
        _ when rang => LegFailure.NoAnswer,
        _ => LegFailure.Unreachable,
    };

    /// <summary>What the application is told.</summary>
    public static WarmTransferResult ResultOf(LegFailure cause) => cause switch
    {
        LegFailure.Busy => new WarmTransferResult.Busy(),
        LegFailure.Rejected => new WarmTransferResult.Rejected(),
        LegFailure.NoAnswer => new WarmTransferResult.NoAnswer(),
        _ => new WarmTransferResult.Unreachable(),
    };
}
