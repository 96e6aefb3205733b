using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;

namespace WarmTransfer;

/// <summary>LiveKit answered a call with an error, or could not be reached.</summary>
public sealed class LiveKitException : Exception
{
    internal const string MoveParticipantMethod = "MoveParticipant";

    /// <summary>Initializes a new instance of the <see cref="LiveKitException"/> class.</summary>
    /// <param name="method">The method called, such as <c>SIP/CreateSIPParticipant</c>.</param>
    /// <param name="code">The Twirp error code; <see cref="TwirpErrorCode.None"/> when no answer was received.</param>
    /// <param name="statusCode">The HTTP status; <see langword="null"/> when no answer was received.</param>
    /// <param name="serverMessage">What the server said.</param>
    /// <param name="meta">The error's metadata.</param>
    /// <param name="innerException">The cause.</param>
    public LiveKitException(
        string method,
        TwirpErrorCode code,
        HttpStatusCode? statusCode,
        string serverMessage,
        IReadOnlyDictionary<string, string>? meta = null,
        Exception? innerException = null)
        : base(Describe(method, code, statusCode, serverMessage, meta), innerException)
    {
        Method = method;
        Code = code;
        StatusCode = statusCode;
        ServerMessage = serverMessage;
        Meta = meta ?? ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>Gets the method called, such as <c>SIP/CreateSIPParticipant</c>.</summary>
    public string Method { get; }

    /// <summary>Gets the Twirp error code; <see cref="TwirpErrorCode.None"/> when no answer was received.</summary>
    public TwirpErrorCode Code { get; }

    /// <summary>Gets the HTTP status; <see langword="null"/> when no answer was received.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Gets what the server said. Not stable: decide by <see cref="Code"/>, <see cref="StatusCode"/> and <see cref="SipStatusCode"/>.</summary>
    public string ServerMessage { get; }

    /// <summary>Gets all of the error's metadata.</summary>
    public IReadOnlyDictionary<string, string> Meta { get; }

    /// <summary>Gets the SIP status that ended the call (RFC 3261 §21), such as 486; <see langword="null"/> when there was none.</summary>
    public int? SipStatusCode =>
        Meta.TryGetValue("sip_status_code", out var code) && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Gets LiveKit's name of that status, such as <c>SIP_STATUS_BUSY_HERE</c>.</summary>
    public string? SipStatus => Meta.GetValueOrDefault("sip_status");

    /// <summary>
    /// Gets whether the server does not offer the method at all, so that nothing has changed and nothing will by trying
    /// again. Open-source LiveKit offers no MoveParticipant.
    /// </summary>
    public bool IsNotImplemented => Code is TwirpErrorCode.Unimplemented or TwirpErrorCode.BadRoute || IsMoveOfOpenSourceServer;

    // The one place that reads the server's text. Open-source LiveKit answers MoveParticipant with 500 "unknown", as it
    // does any failure it has no name for, and nothing but the words tells the two apart. Both mistakes are mild: words
    // that change make a failed merge, after which the caller is resumed; words that another failure ends with too, which
    // LiveKit sends only after it moved nobody, make a merge by other means.
    private bool IsMoveOfOpenSourceServer =>
        StatusCode == HttpStatusCode.InternalServerError
        && Code == TwirpErrorCode.Unknown
        && Method.EndsWith("/" + MoveParticipantMethod, StringComparison.Ordinal)
        && ServerMessage.EndsWith("not implemented", StringComparison.OrdinalIgnoreCase);

    private static string Describe(string method, TwirpErrorCode code, HttpStatusCode? status, string message, IReadOnlyDictionary<string, string>? meta)
    {
        var sip = meta?.GetValueOrDefault("sip_status_code") is { } sipCode ? $", SIP {sipCode}" : "";
        return status is { } http
            ? string.Create(CultureInfo.InvariantCulture, $"LiveKit {method} failed: {message} ({code}, HTTP {(int)http}{sip}).")
            : $"LiveKit {method} failed: {message}.";
    }
}
