namespace WarmTransfer;

/// <summary>A text stream being sent. Disposing it closes the stream, and the receivers have the whole text.</summary>
public interface ITextStreamWriter : IAsyncDisposable
{
    /// <summary>Gets the stream's id.</summary>
    string StreamId { get; }

    /// <summary>Sends a piece of text.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="cancellationToken">Cancels the sending.</param>
    Task WriteAsync(string text, CancellationToken cancellationToken = default);
}

/// <summary>How to open a text stream.</summary>
public sealed record TextStreamOptions
{
    /// <summary>Gets the topic: what the text is for. See <see cref="TextTopics"/>.</summary>
    public required string Topic { get; init; }

    /// <summary>Gets attributes that travel with the stream.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Gets the identities that receive it. Default: everyone else in the room.</summary>
    public IReadOnlyList<string>? DestinationIdentities { get; init; }
}

/// <summary>The topics of LiveKit's text streams between agents and people.</summary>
public static class TextTopics
{
    /// <summary>What a person types to an agent.</summary>
    public const string Chat = "lk.chat";

    /// <summary>What was said, as text, by the agent or a person.</summary>
    public const string Transcription = "lk.transcription";
}
