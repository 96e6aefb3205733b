namespace WarmTransfer;

/// <summary>What the AI is told about speaking with the human: a full text, or parts put around the built-in one.</summary>
public sealed record TransferInstructions
{
    /// <summary>The place in <see cref="Text"/> where the conversation with the caller is put.</summary>
    public const string ConversationPlaceholder = "{conversation}";

    /// <summary>Gets a full text that takes the place of all parts. <see cref="ConversationPlaceholder"/> in it stands for the conversation with the caller.</summary>
    public string? Text { get; init; }

    /// <summary>Gets who the AI is. Unset: the agent's attribute, else the default; empty: nothing is said about it.</summary>
    public string? Persona { get; init; }

    /// <summary>Gets what else the AI should know or do. Unset or empty: nothing.</summary>
    public string? Extra { get; init; }
}
