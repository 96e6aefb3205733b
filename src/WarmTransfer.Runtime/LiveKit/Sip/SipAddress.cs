using System.Text.RegularExpressions;

namespace WarmTransfer;

/// <summary>Phone numbers and SIP URIs.</summary>
internal static partial class SipAddress
{
    /// <summary>ITU-T E.164: a plus sign and up to 15 digits, the first not zero. Below 7 digits no country has subscribers.</summary>
    public static bool IsPhoneNumber(string value) => E164().IsMatch(value);

    /// <summary>RFC 3261 §19.1, as far as it can be dialled: a scheme, a user and a host.</summary>
    public static bool IsSipUri(string value) => SipUri().IsMatch(value);

    public static string UserPart(string value) => SipUri().Match(value) is { Success: true } match ? match.Groups["user"].Value : value;

    /// <summary>One of the sixteen keys of DTMF (RFC 4733 §3.2).</summary>
    public static bool IsKey(char value) => value is >= '0' and <= '9' or >= 'A' and <= 'D' or '*' or '#';

    public static bool IsDtmf(string value) => DtmfDigits().IsMatch(value);

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex E164();

    [GeneratedRegex(@"^sips?:(?<user>[^@\s:;?]+)(:[^@\s]*)?@[^@\s;?/]+([;?]\S*)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SipUri();

    [GeneratedRegex(@"^[0-9A-D*#w]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DtmfDigits();
}
