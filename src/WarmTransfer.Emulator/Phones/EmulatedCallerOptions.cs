namespace WarmTransfer.Emulator;

/// <summary>What an emulated caller is and how it behaves.</summary>
public sealed class EmulatedCallerOptions
{
    /// <summary>Gets or sets what the caller is: <see cref="ParticipantKind.Sip"/> (default), a phone call that came in, or <see cref="ParticipantKind.Standard"/>, a browser or an app.</summary>
    public ParticipantKind Kind { get; set; } = ParticipantKind.Sip;

    /// <summary>Gets or sets the display name. Default: none.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the participant's metadata. Default: none.</summary>
    public string Metadata { get; set; } = "";

    /// <summary>Gets or sets further attributes. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; set; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets or sets the number a phone call came from. Default: <c>+15550199</c>.</summary>
    public string PhoneNumber { get; set; } = "+15550199";

    /// <summary>Gets or sets the number a phone call was made to. Default: <c>+15550100</c>.</summary>
    public string CalledNumber { get; set; } = "+15550100";

    /// <summary>
    /// Gets or sets what the caller does by itself, once in the room, written as a phone that was answered; its voice too, and how it takes a
    /// transfer. Default: nothing, with a voice of 500 Hz.
    /// </summary>
    public Phone Behaviour { get; set; } = Phone.AnswersAfter(TimeSpan.Zero).WithVoice(500);

    /// <summary>Makes a copy, which later changes do not touch.</summary>
    internal EmulatedCallerOptions Copy() => (EmulatedCallerOptions)MemberwiseClone();
}
