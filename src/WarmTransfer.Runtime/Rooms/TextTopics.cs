namespace WarmTransfer;

/// <summary>The topics of LiveKit's text streams between agents and people.</summary>
public static class TextTopics
{
    /// <summary>What a person types to an agent.</summary>
    public const string Chat = "lk.chat";

    /// <summary>What was said, as text, by the agent or a person.</summary>
    public const string Transcription = "lk.transcription";
}
