namespace WarmTransfer.Emulator;

/// <summary>One HTTP request, free of the transport it came over.</summary>
internal sealed record EmulatorRequest
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, with its question mark; empty when there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The <c>Content-Type</c> header; empty when there is none.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>The <c>Authorization</c> header; empty when there is none.</summary>
    public string Authorization { get; init; } = "";

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
