namespace WarmTransfer;

/// <summary>How to open a byte stream. Copied when the stream is opened: later changes have no effect on it.</summary>
public sealed class ByteStreamOptions
{
    /// <summary>The MIME type of bytes of which nothing more is known.</summary>
    public const string DefaultMimeType = "application/octet-stream";

    /// <summary>Gets or sets the topic: what the bytes are for.</summary>
    public required string Topic { get; set; }

    /// <summary>Gets or sets the name of what is sent, such as a file's. Default: empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the MIME type of what is sent. Default: <see cref="DefaultMimeType"/>.</summary>
    public string MimeType { get; set; } = DefaultMimeType;

    /// <summary>
    /// Gets or sets how many bytes will be written, 0 or more. Default: not known beforehand. Receivers then know whether
    /// they have everything: a stream that is closed before it is as long as promised is not received.
    /// </summary>
    public long? TotalLength { get; set; }

    /// <summary>Gets or sets attributes that travel with the stream. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; set; }

    /// <summary>Gets or sets the identities that receive it. Default, and when empty: everyone else in the room.</summary>
    public IReadOnlyList<string>? DestinationIdentities { get; set; }
}
