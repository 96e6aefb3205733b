using System.Text.RegularExpressions;

namespace LocalLiveKit;

/// <summary>Hides phone numbers: a log is read by more people than a call has.</summary>
internal static partial class MaskedNumber
{
    /// <summary>Leaves the last four digits of each number in a text, which may be a room's name or an identity as well: <c>+15105550123</c> becomes <c>…0123</c>.</summary>
    public static string In(string text) => NumberPattern().Replace(text, match => "…" + match.Value[^4..]);

    // Numbers with fewer digits are extensions, and ids of rooms.
    [GeneratedRegex(@"\+?[0-9]{7,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberPattern();
}
