namespace WarmTransfer;

/// <summary>How to open a text stream. Copied when the stream is opened: later changes have no effect on it.</summary>
public sealed class TextStreamOptions
{
    /// <summary>Gets or sets the topic: what the text is for. See <see cref="TextTopics"/>.</summary>
    public required string Topic { get; set; }

    /// <summary>Gets or sets attributes that travel with the stream. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; set; }

    /// <summary>Gets or sets the identities that receive it. Default, and when empty: everyone else in the room.</summary>
    public IReadOnlyList<string>? DestinationIdentities { get; set; }
}
