namespace WarmTransfer;

/// <summary>What is known of a byte stream before its bytes: the sender's options, checked and copied, or what a receiver was told.</summary>
internal sealed record ByteStreamHeader
{
    public required string Topic { get; init; }

    public required string Name { get; init; }

    public required string MimeType { get; init; }

    public long? TotalLength { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Gets who receives it; everyone else in the room when empty.</summary>
    public IReadOnlyList<string> DestinationIdentities { get; init; } = [];

    /// <exception cref="ArgumentException">An option cannot be right.</exception>
    public static ByteStreamHeader From(ByteStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Topic is null || options.Name is null || options.MimeType is null)
            throw new ArgumentException("A byte stream's topic, name and MIME type may be empty, but not null.", nameof(options));
        if (options.TotalLength < 0)
            throw new ArgumentException($"{nameof(ByteStreamOptions.TotalLength)} is {options.TotalLength}: give the number of bytes, or null when it is not known.", nameof(options));

        return new ByteStreamHeader
        {
            Topic = options.Topic,
            Name = options.Name,
            MimeType = options.MimeType,
            TotalLength = options.TotalLength,
            Attributes = options.Attributes is { } attributes ? new Dictionary<string, string>(attributes) : [],
            DestinationIdentities = [.. options.DestinationIdentities ?? []],
        };
    }

    /// <summary>Checks that a piece still fits.</summary>
    /// <param name="length">The stream's length with it.</param>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public void CheckLength(long length)
    {
        if (length > TotalLength)
            throw new InvalidOperationException($"The byte stream on topic \"{Topic}\" was opened for {TotalLength} bytes, and this piece would make it {length}: write no more, or open it without a {nameof(TotalLength)}.");
    }

    public ByteMessage ToMessage(string streamId, string identity, byte[] content) => new(streamId, Topic, identity, content, Name, MimeType, Attributes);
}
