namespace WarmTransfer;

/// <summary>The phone call to make.</summary>
public sealed record CreateSipParticipantRequest
{
    /// <summary>Gets the room the phone joins.</summary>
    public required string RoomName { get; init; }

    /// <summary>Gets the identity it joins under. A second call with the same identity replaces the first.</summary>
    public required string ParticipantIdentity { get; init; }

    /// <summary>Gets the phone number, or the user part of a SIP URI; never a whole URI.</summary>
    public required string CallTo { get; init; }

    /// <summary>Gets the outbound trunk, <c>ST_…</c>. Either this or <see cref="Connection"/>.</summary>
    public string? TrunkId { get; init; }

    /// <summary>Gets the SIP server to call through without a trunk. Either this or <see cref="TrunkId"/>.</summary>
    public SipConnection? Connection { get; init; }

    /// <summary>Gets the number to call from. Default: one of the trunk's.</summary>
    public string? FromNumber { get; init; }

    /// <summary>Gets the display name in the room.</summary>
    public string? ParticipantName { get; init; }

    /// <summary>Gets the participant's metadata.</summary>
    public string? ParticipantMetadata { get; init; }

    /// <summary>Gets attributes for the participant, set once the call is being dialled.</summary>
    public IReadOnlyDictionary<string, string>? ParticipantAttributes { get; init; }

    /// <summary>Gets the digits sent after the answer: <c>0-9 A-D * #</c>, and <c>w</c> for a pause of half a second.</summary>
    public string? Dtmf { get; init; }

    /// <summary>Gets SIP headers for the INVITE.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Gets whether the number is kept out of the attributes and the default identity. Default: no.</summary>
    public bool HidePhoneNumber { get; init; }

    /// <summary>Gets how long the phone may ring: whole seconds, 1 to 80. Default: 30 s.</summary>
    /// <remarks>Always sent: the SIP service's own default is three minutes, longer than the server waits for an answer.</remarks>
    public TimeSpan RingingTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets whether the call returns only when the phone is answered. Default: yes.</summary>
    public bool WaitUntilAnswered { get; init; } = true;
}

/// <summary>A phone in a room.</summary>
/// <param name="ParticipantSid">The participant's id, <c>PA_…</c>.</param>
/// <param name="ParticipantIdentity">The participant's identity.</param>
/// <param name="RoomName">The room.</param>
/// <param name="SipCallId">LiveKit's id of the call, <c>SCL_…</c>.</param>
public sealed record SipParticipantInfo(string ParticipantSid, string ParticipantIdentity, string RoomName, string SipCallId);

/// <summary>An answered call to transfer away by SIP REFER.</summary>
public sealed record TransferSipParticipantRequest
{
    /// <summary>Gets the room the call is in.</summary>
    public required string RoomName { get; init; }

    /// <summary>Gets the call's identity.</summary>
    public required string ParticipantIdentity { get; init; }

    /// <summary>Gets where to: <c>tel:+15105550123</c> or <c>sip:desk@example.com</c>.</summary>
    public required string TransferTo { get; init; }

    /// <summary>Gets whether the caller hears a dial tone meanwhile. Default: no.</summary>
    public bool PlayDialtone { get; init; }

    /// <summary>Gets SIP headers for the REFER.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}
