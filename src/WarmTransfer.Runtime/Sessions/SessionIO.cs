namespace WarmTransfer;

/// <summary>The positions of all switches of a <see cref="CallSession"/> at one moment: take it with <see cref="CallSession.IO"/>, and assign it to restore.</summary>
/// <param name="InputAudio">Whether the party is heard.</param>
/// <param name="InputText">Whether what the party writes is read.</param>
/// <param name="OutputAudio">Whether the AI's voice is sent.</param>
/// <param name="OutputTranscription">Whether what the AI says is sent as text.</param>
public sealed record SessionIO(bool InputAudio, bool InputText, bool OutputAudio, bool OutputTranscription)
{
    /// <summary>Gets every switch on, as a session begins.</summary>
    public static SessionIO AllOn { get; } = new(true, true, true, true);

    /// <summary>Gets every switch off, as on hold.</summary>
    public static SessionIO AllOff { get; } = new(false, false, false, false);
}

/// <summary>What a <see cref="CallSession"/> takes in; each kind can be switched off.</summary>
public sealed class SessionInput
{
    private readonly SessionSwitches _switches;

    internal SessionInput(SessionSwitches switches) => _switches = switches;

    /// <summary>Gets or sets whether the party is heard. Default: on.</summary>
    public bool Audio
    {
        get => _switches.Current.InputAudio;
        set => _switches.Change(io => io with { InputAudio = value });
    }

    /// <summary>Gets or sets whether what the party writes is read. While off it is ignored, not kept for later. Default: on.</summary>
    public bool Text
    {
        get => _switches.Current.InputText;
        set => _switches.Change(io => io with { InputText = value });
    }
}

/// <summary>What a <see cref="CallSession"/> gives out; each kind can be switched off.</summary>
public sealed class SessionOutput
{
    private readonly SessionSwitches _switches;

    internal SessionOutput(SessionSwitches switches) => _switches = switches;

    /// <summary>Gets or sets whether the AI's voice is sent. Default: on.</summary>
    public bool Audio
    {
        get => _switches.Current.OutputAudio;
        set => _switches.Change(io => io with { OutputAudio = value });
    }

    /// <summary>Gets or sets whether what the AI says is sent as text, on <see cref="TextTopics.Transcription"/>. Default: on.</summary>
    public bool Transcription
    {
        get => _switches.Current.OutputTranscription;
        set => _switches.Change(io => io with { OutputTranscription = value });
    }
}
