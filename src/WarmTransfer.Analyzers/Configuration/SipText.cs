using System.Text.RegularExpressions;

namespace WarmTransfer.Analyzers;

/// <summary>What the runtime accepts as a phone number, a SIP URI, DTMF and a trunk id. A test holds the two together.</summary>
internal static class SipText
{
    /// <summary>Written where a number is wanted and nothing better can be said.</summary>
    public const string NumberForm = "a plus sign, the country code and digits only, such as \"+15105550123\"";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string TrunkPrefix = "ST_";

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private static readonly Regex PhoneNumber = new(@"^\+[1-9][0-9]{6,14}\z", Options, MatchTimeout);
    private static readonly Regex SipUri = new(@"^sips?:[^@\s:;?]+(:[^@\s]*)?@[^@\s;?/]+([;?]\S*)?\z", Options | RegexOptions.IgnoreCase, MatchTimeout);

    public static bool IsPhoneNumber(string text) => PhoneNumber.IsMatch(text);

    public static bool IsSipUri(string text) => SipUri.IsMatch(text);

    public static bool IsTrunkId(string text) => text.StartsWith(TrunkPrefix, StringComparison.Ordinal) && text.Length > TrunkPrefix.Length;

    public static bool IsKey(char key) => key is >= '0' and <= '9' or >= 'A' and <= 'D' or '*' or '#';

    public static bool IsDtmf(char key) => IsKey(key) || key == 'w';

    /// <summary>The number in E.164 form, when nothing but its spelling keeps it from being one.</summary>
    /// <remarks>A number without a country code is not completed: which country is meant only the author knows.</remarks>
    public static string? AsPhoneNumber(string text)
    {
        var digits = Compact(text);
        if (digits.StartsWith("00", StringComparison.Ordinal))
            digits = "+" + digits.Substring(2);

        return IsPhoneNumber(digits) ? digits : null;
    }

    /// <summary>The SIP URI, when only its scheme is missing.</summary>
    public static string? AsSipUri(string text)
    {
        var uri = "sip:" + text.Trim();
        return text.IndexOf('@') > 0 && IsSipUri(uri) ? uri : null;
    }

    // "(0)" is dialled within the country and left out from abroad: +44 (0)20 7946 0123.
    private static string Compact(string text)
    {
        var number = text.Trim();
        if (number.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            number = number.Substring("tel:".Length);

        return new([.. number.Replace("(0)", "").Where(character => !IsSeparator(character))]);
    }

    private static bool IsSeparator(char character)
        => char.IsWhiteSpace(character) || character is '-' or '(' or ')' or '.' or '/' or '\u2010' or '\u2011' or '\u2012' or '\u2013';
}
