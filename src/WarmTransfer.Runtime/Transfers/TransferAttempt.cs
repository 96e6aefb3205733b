namespace WarmTransfer;

/// <summary>One call to one human: what was tried, when, and what LiveKit and the telephone network said.</summary>
public sealed record TransferAttempt
{
    /// <summary>Gets who was called.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the consult room.</summary>
    public required string RoomName { get; init; }

    /// <summary>Gets the human's identity.</summary>
    public required string HumanIdentity { get; init; }

    /// <summary>Gets LiveKit's id of the call, <c>SCL_…</c>, once known.</summary>
    public string? SipCallId { get; init; }

    /// <summary>Gets the SIP status that ended the call (RFC 3261 §21), such as 486.</summary>
    public int? SipStatusCode { get; init; }

    /// <summary>Gets LiveKit's name of that status, such as <c>SIP_STATUS_BUSY_HERE</c>.</summary>
    public string? SipStatus { get; init; }

    /// <summary>Gets the last state of the call seen: one of <see cref="SipAttributes"/>' <c>CallStatus…</c> values.</summary>
    public string? CallStatus { get; init; }

    /// <summary>Gets why the human's leg ended, once it has.</summary>
    public DisconnectReason? DisconnectReason { get; init; }

    /// <summary>Gets the error that ended the attempt, where there was one.</summary>
    public string? Error { get; init; }

    /// <summary>Gets when the caller was put on hold and the attempt began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when the phone was dialled.</summary>
    public DateTimeOffset? DialledAt { get; init; }

    /// <summary>Gets when it was first seen to ring.</summary>
    public DateTimeOffset? RingingAt { get; init; }

    /// <summary>Gets when it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Gets when the human first said something.</summary>
    public DateTimeOffset? HumanSpokeAt { get; init; }

    /// <summary>Gets when the human accepted, declined, or was found to be a mailbox.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Gets when the two were joined.</summary>
    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>Gets how the two were joined.</summary>
    public MergeStrategy? MergedBy { get; init; }

    /// <summary>Gets when the attempt ended, everything it opened closed again.</summary>
    public DateTimeOffset EndedAt { get; init; }
}
