namespace WarmTransfer;

/// <summary>What a human's leg reports, in the same terms however the human is reached.</summary>
internal abstract record LegEvent
{
    private LegEvent()
    {
    }

    /// <summary>Gets what the network said with it.</summary>
    public LegEvidence Evidence { get; init; } = LegEvidence.None;

    /// <summary>Nothing but evidence.</summary>
    internal sealed record Noted : LegEvent;

    /// <summary>The human's device rings.</summary>
    internal sealed record Alerting : LegEvent;

    /// <summary>The call was answered. May be reported more than once.</summary>
    internal sealed record Answered : LegEvent;

    /// <summary>The human pressed a key.</summary>
    internal sealed record Key(char Digit) : LegEvent;

    /// <summary>The human, or the device that rang, has left the consult room.</summary>
    internal sealed record Left(DisconnectReason Reason) : LegEvent;

    /// <summary>The call was not answered, and will not be.</summary>
    internal sealed record Failed(LegFailure Cause, Exception? Error) : LegEvent;
}

/// <summary>What the network says of a call; kept for the attempt's record and never decided by.</summary>
internal sealed record LegEvidence
{
    public static LegEvidence None { get; } = new();

    public string? SipCallId { get; init; }

    public int? SipStatusCode { get; init; }

    public string? SipStatus { get; init; }

    public string? CallStatus { get; init; }

    public string? Error { get; init; }
}

/// <summary>Why a human was not reached.</summary>
internal enum LegFailure
{
    Unreachable = 0,
    Busy,
    Rejected,
    NoAnswer,

    /// <summary>The server refuses the API key: the application's to mend, not an outcome.</summary>
    Unauthenticated,
}
