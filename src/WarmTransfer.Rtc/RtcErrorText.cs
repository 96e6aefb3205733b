using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace WarmTransfer;

/// <summary>Reads the native library's errors, which are text alone.</summary>
internal static partial class RtcErrorText
{
    /// <summary>The HTTP status in an error, if there is one.</summary>
    public static HttpStatusCode? StatusOf(string error) =>
        Status().Match(error) is { Success: true } found ? (HttpStatusCode)int.Parse(found.Groups["status"].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>Says what was wrong, and how to mend it.</summary>
    public static string Explain(Uri url, HttpStatusCode? status, string error) => status switch
    {
        HttpStatusCode.Unauthorized => $"{url.Authority} does not accept the token: its key, secret or times are wrong, or it lacks the grant roomJoin for the room",
        HttpStatusCode.NotFound or < HttpStatusCode.BadRequest => $"{url.Authority} answers, but not as a LiveKit server does; expected its address, such as wss://my-project.livekit.cloud",
        null => $"{url.Authority} could not be joined: {Trim(error)}",
        _ => $"{url.Authority} refused: {Trim(error)}",
    };

    // The place in the library's code does not help the reader.
    private static string Trim(string error)
    {
        const string Layer = "signal failure: ";
        var start = error.IndexOf(Layer, StringComparison.Ordinal);
        return (start < 0 ? error : error[(start + Layer.Length)..]).Trim().TrimEnd('.');
    }

    // "client error: 401 Unauthorized - …", "HTTP error: 302 Found".
    [GeneratedRegex(@"error: (?<status>[2-5]\d\d)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();
}
