using System.Globalization;

namespace WarmTransfer.Emulator;

/// <summary>LiveKit's names of SIP status codes (livekit.SIPStatusCode), and the error codes it turns them into.</summary>
internal static class SipStatusCodes
{
    private const string Prefix = "SIP_STATUS_";

    private static readonly Dictionary<int, string> Names = new()
    {
        [400] = "BAD_REQUEST",
        [401] = "UNAUTHORIZED",
        [402] = "PAYMENT_REQUIRED",
        [403] = "FORBIDDEN",
        [404] = "NOTFOUND",
        [405] = "METHOD_NOT_ALLOWED",
        [406] = "NOT_ACCEPTABLE",
        [407] = "PROXY_AUTH_REQUIRED",
        [408] = "REQUEST_TIMEOUT",
        [409] = "CONFLICT",
        [410] = "GONE",
        [413] = "REQUEST_ENTITY_TOO_LARGE",
        [414] = "REQUEST_URI_TOO_LONG",
        [415] = "UNSUPPORTED_MEDIA_TYPE",
        [416] = "REQUESTED_RANGE_NOT_SATISFIABLE",
        [420] = "BAD_EXTENSION",
        [421] = "EXTENSION_REQUIRED",
        [423] = "INTERVAL_TOO_BRIEF",
        [480] = "TEMPORARILY_UNAVAILABLE",
        [481] = "CALL_TRANSACTION_DOES_NOT_EXISTS",
        [482] = "LOOP_DETECTED",
        [483] = "TOO_MANY_HOPS",
        [484] = "ADDRESS_INCOMPLETE",
        [485] = "AMBIGUOUS",
        [486] = "BUSY_HERE",
        [487] = "REQUEST_TERMINATED",
        [488] = "NOT_ACCEPTABLE_HERE",
        [500] = "INTERNAL_SERVER_ERROR",
        [501] = "NOT_IMPLEMENTED",
        [502] = "BAD_GATEWAY",
        [503] = "SERVICE_UNAVAILABLE",
        [504] = "GATEWAY_TIMEOUT",
        [505] = "VERSION_NOT_SUPPORTED",
        [513] = "MESSAGE_TOO_LARGE",
        [600] = "GLOBAL_BUSY_EVERYWHERE",
        [603] = "GLOBAL_DECLINE",
        [604] = "GLOBAL_DOES_NOT_EXIST_ANYWHERE",
        [606] = "GLOBAL_NOT_ACCEPTABLE",
    };

    /// <summary>The name without its prefix; the number itself where LiveKit has no name for it.</summary>
    public static string ShortName(int status) => Names.GetValueOrDefault(status) ?? status.ToString(CultureInfo.InvariantCulture);

    public static string Name(int status) => Names.TryGetValue(status, out var name) ? Prefix + name : status.ToString(CultureInfo.InvariantCulture);

    /// <summary>The gRPC code and the Twirp code of the error (protocol of server 1.9; recorded for 403, 404, 480, 486, 503, 603).</summary>
    public static (int Grpc, string Twirp) ErrorCode(int status) => status switch
    {
        400 or 404 or 420 or 421 or 484 or 485 => (3, "invalid_argument"),
        408 or 504 => (4, "deadline_exceeded"),
        401 or 403 or 407 => (7, "permission_denied"),
        487 => (10, "aborted"),
        480 or 486 or 501 or 503 or 600 or 603 => (14, "unavailable"),
        _ => (13, "internal"),
    };
}
