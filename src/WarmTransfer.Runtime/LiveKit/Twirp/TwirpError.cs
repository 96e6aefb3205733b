using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace WarmTransfer;

/// <summary>Turns what came instead of an answer into a <see cref="LiveKitException"/> that reveals no secret.</summary>
internal static class TwirpError
{
    /// <summary>The server could not be reached, or the connection broke.</summary>
    public static LiveKitException Unreachable(TwirpCall call, Uri url, HttpRequestException cause)
    {
        var what = cause.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            ? "could not be reached"
            : "did not finish its answer";
        return new LiveKitException(call.Name, TwirpErrorCode.None, statusCode: null, $"the server at {url} {what} ({cause.HttpRequestError})", innerException: cause);
    }

    /// <summary>No answer came in time.</summary>
    public static LiveKitException TooLate(TwirpCall call, OperationCanceledException cause) => new(
        call.Name,
        TwirpErrorCode.DeadlineExceeded,
        statusCode: null,
        string.Create(CultureInfo.InvariantCulture, $"no answer within {call.Limit.TotalSeconds} s"),
        innerException: cause);

    /// <summary>The answer says that it is LiveKit's, but cannot be read.</summary>
    public static LiveKitException Unreadable(TwirpCall call, HttpStatusCode status, Exception cause) =>
        new(call.Name, TwirpErrorCode.None, status, "the answer is not the protobuf message expected", innerException: cause);

    /// <summary>Something other than LiveKit's API answered. What it said is left out: it may be a page of any length, or repeat the request.</summary>
    public static LiveKitException NotLiveKit(TwirpCall call, HttpStatusCode status, string? mediaType) => new(
        call.Name,
        TwirpErrorCode.None,
        status,
        $"{mediaType ?? "no content"} came instead of LiveKit's answer: check that the URL is LiveKit's and what stands before it");

    /// <summary>Reads an answer with an error status.</summary>
    /// <param name="call">The call.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="mediaType">The body's media type.</param>
    /// <param name="body">The body.</param>
    /// <param name="token">The token sent, which must not appear in the error.</param>
    public static LiveKitException Read(TwirpCall call, HttpStatusCode status, string? mediaType, byte[] body, string token)
    {
        if (string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase) && TryReadTwirp(call, status, body, token) is { } error)
            return error;
        return status == HttpStatusCode.Unauthorized ? Rejected(call, body) : NotLiveKit(call, status, mediaType);
    }

    // The server checks the token before Twirp sees the request, and repeats the whole of a bad one in plain text.
    // So nothing of that text is passed on; it only chooses among sentences of our own.
    private static LiveKitException Rejected(TwirpCall call, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        string hint;
        if (text.Contains("(exp)", StringComparison.Ordinal) || text.Contains("(nbf)", StringComparison.Ordinal))
            hint = "it is not valid at the server's time: check this machine's clock";
        else if (text.Contains("invalid API key", StringComparison.Ordinal))
            hint = "it does not know the API key: check the key, and that it belongs to this server";
        else if (text.Contains("cryptographic primitive", StringComparison.Ordinal))
            hint = "the signature is wrong: check that the API secret belongs to the API key";
        else
            hint = "check the API key and secret";
        return new LiveKitException(call.Name, TwirpErrorCode.Unauthenticated, HttpStatusCode.Unauthorized, $"the server rejected the access token; {hint}");
    }

    private static LiveKitException? TryReadTwirp(TwirpCall call, HttpStatusCode status, byte[] body, string token)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out var code) || code.ValueKind != JsonValueKind.String)
                return null;

            var message = root.TryGetProperty("msg", out var msg) && msg.ValueKind == JsonValueKind.String ? msg.GetString()! : "";
            return new LiveKitException(call.Name, ToCode(code.GetString()!), status, WithoutToken(message, token), ReadMeta(root, token));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string>? ReadMeta(JsonElement root, string token)
    {
        if (!root.TryGetProperty("meta", out var meta) || meta.ValueKind != JsonValueKind.Object)
            return null;

        return meta.EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => WithoutToken(entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : entry.Value.GetRawText(), token),
            StringComparer.Ordinal);
    }

    private static string WithoutToken(string text, string token) => text.Replace(token, "<token>", StringComparison.Ordinal);

    // The codes of the Twirp specification v7. One that it does not know is an error all the same.
    private static TwirpErrorCode ToCode(string code) => code switch
    {
        "canceled" => TwirpErrorCode.Canceled,
        "invalid_argument" => TwirpErrorCode.InvalidArgument,
        "malformed" => TwirpErrorCode.Malformed,
        "deadline_exceeded" => TwirpErrorCode.DeadlineExceeded,
        "not_found" => TwirpErrorCode.NotFound,
        "bad_route" => TwirpErrorCode.BadRoute,
        "already_exists" => TwirpErrorCode.AlreadyExists,
        "permission_denied" => TwirpErrorCode.PermissionDenied,
        "unauthenticated" => TwirpErrorCode.Unauthenticated,
        "resource_exhausted" => TwirpErrorCode.ResourceExhausted,
        "failed_precondition" => TwirpErrorCode.FailedPrecondition,
        "aborted" => TwirpErrorCode.Aborted,
        "out_of_range" => TwirpErrorCode.OutOfRange,
        "unimplemented" => TwirpErrorCode.Unimplemented,
        "internal" => TwirpErrorCode.Internal,
        "unavailable" => TwirpErrorCode.Unavailable,
        "dataloss" => TwirpErrorCode.DataLoss,
        _ => TwirpErrorCode.Unknown,
    };
}
