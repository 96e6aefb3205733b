namespace WarmTransfer;

/// <summary>A way out to the telephone network, registered at LiveKit (livekit.SIPOutboundTrunkInfo).</summary>
public sealed record SipOutboundTrunk
{
    /// <summary>Gets the server's id, <c>ST_…</c>; empty before the trunk is created.</summary>
    public string TrunkId { get; init; } = "";

    /// <summary>Gets the name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets the host of the SIP provider, optionally with a port. No scheme, no parameters.</summary>
    public required string Address { get; init; }

    /// <summary>Gets the numbers calls may come from; at least one.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>Gets the transport. Default: chosen by the SIP service.</summary>
    public SipTransport Transport { get; init; }

    /// <summary>Gets the user name for digest authentication.</summary>
    public string? AuthUsername { get; init; }

    /// <summary>Gets the password for digest authentication. The server lists it in clear; never printed here.</summary>
    public string? AuthPassword { get; init; }

    /// <summary>Gets the application's own data.</summary>
    public string Metadata { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{TrunkId} {Name} ({Address})";
}
