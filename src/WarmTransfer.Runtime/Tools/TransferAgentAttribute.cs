namespace WarmTransfer;

/// <summary>Marks a <see langword="partial"/> class whose <see cref="TransferToolAttribute"/> methods the AI may call while it speaks with the human.</summary>
/// <remarks>
/// The source generator makes the class an <see cref="ITransferAgent"/>. What is set here is used where
/// <c>WarmTransferOptions</c> leaves a value unset. The class may be generic. It also offers the tools of its base classes,
/// when these are marked too or abstract and it can call the methods (rule WT1017); of two with one name, its own.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TransferAgentAttribute : Attribute
{
    /// <summary>Gets or sets who is called: an E.164 phone number (<c>+15105550123</c>) or a SIP URI.</summary>
    public string? CallTo { get; set; }

    /// <summary>Gets or sets the LiveKit outbound trunk to call through, <c>ST_…</c>.</summary>
    public string? SipTrunkId { get; set; }

    /// <summary>Gets or sets the number to call from.</summary>
    public string? SipNumber { get; set; }

    /// <summary>Gets or sets the key with which the human takes the call: one of <c>0-9 A-D * #</c>; empty for none.</summary>
    public string? AcceptDigit { get; set; }

    /// <summary>Gets or sets the key with which the human declines: one of <c>0-9 A-D * #</c>; empty for none.</summary>
    public string? DeclineDigit { get; set; }

    /// <summary>Gets or sets who the AI is towards the human.</summary>
    public string? Persona { get; set; }

    /// <summary>Gets or sets whether all tools of the class, inherited ones too, are <see cref="TransferToolAttribute.Strict"/>. Default: false.</summary>
    public bool Strict { get; set; }
}
