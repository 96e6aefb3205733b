using System.Collections.ObjectModel;

namespace WarmTransfer;

/// <summary>A SIP server to call through without a trunk registered at LiveKit (livekit.SIPOutboundConfig).</summary>
public sealed record SipConnection
{
    /// <summary>Gets the host, optionally with a port: <c>sip.example.com:5061</c>. No scheme, no parameters.</summary>
    public required string Hostname { get; init; }

    /// <summary>Gets the transport. Default: chosen by the SIP service.</summary>
    public SipTransport Transport { get; init; }

    /// <summary>Gets the user name for digest authentication.</summary>
    public string? AuthUsername { get; init; }

    /// <summary>Gets the password for digest authentication. Never printed.</summary>
    public string? AuthPassword { get; init; }

    /// <summary>Gets the country called, ISO 3166-1 alpha-2 in lower case, so that the call leaves from a region near it.</summary>
    public string? DestinationCountry { get; init; }

    /// <summary>Gets which SIP headers of answers become which participant attributes.</summary>
    public IReadOnlyDictionary<string, string> HeadersToAttributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets which participant attributes become which SIP headers.</summary>
    public IReadOnlyDictionary<string, string> AttributesToHeaders { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Hostname} ({Transport})";
}

/// <summary>The transport of SIP messages (livekit.SIPTransport; same numbers).</summary>
public enum SipTransport
{
    /// <summary>Chosen by the SIP service.</summary>
    Auto = 0,

    /// <summary>UDP.</summary>
    Udp = 1,

    /// <summary>TCP.</summary>
    Tcp = 2,

    /// <summary>TLS over TCP.</summary>
    Tls = 3,
}
