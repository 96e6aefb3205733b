using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WarmTransfer;

/// <summary>The claims of a webhook's token, or why it is refused.</summary>
internal sealed record WebhookToken
{
    private const int Sha256Length = 32;

    // As LiveKit's own servers allow: clocks differ.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    /// <summary>Gets why the token is refused; <see langword="null"/> when it is valid.</summary>
    public string? Problem { get; private init; }

    /// <summary>Gets the hash of the body it signs.</summary>
    public byte[] Sha256 { get; private init; } = [];

    /// <summary>Gets when it stops being valid.</summary>
    public DateTimeOffset UsableUntil { get; private init; }

    public static async Task<WebhookToken> ReadAsync(string token, LiveKitCredentials credentials, TimeProvider time)
    {
        var result = await credentials.VerifyAsync(token);
        if (result is not { IsValid: true, SecurityToken: JsonWebToken jwt })
            return Refused($"The token is not signed with the secret of API key {credentials.ApiKey}, or is no token at all; expected the bare token that LiveKit sends, with the key its webhooks are set up with.");

        var now = time.GetUtcNow();
        if (jwt.ValidTo == DateTime.MinValue)
            return Refused("The token never expires; LiveKit's webhooks always do.");
        var (from, to) = (new DateTimeOffset(jwt.ValidFrom, TimeSpan.Zero), new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
        if (now > to + Leeway)
            return Refused(string.Create(CultureInfo.InvariantCulture, $"The token expired at {to:u}, and it is {now:u} here; it was sent late, sent again by somebody, or a clock is wrong."));
        if (jwt.ValidFrom != DateTime.MinValue && now < from - Leeway)
            return Refused(string.Create(CultureInfo.InvariantCulture, $"The token is valid from {from:u} on, and it is {now:u} here; a clock is wrong."));
        if (!TryReadHash(jwt, out var sha256))
            return Refused("The token signs no body: its claim sha256 is missing, or no SHA-256 in base64. A token for the server API does not sign a webhook.");

        return new WebhookToken { Sha256 = sha256, UsableUntil = to + Leeway };
    }

    private static bool TryReadHash(JsonWebToken jwt, out byte[] sha256)
    {
        sha256 = new byte[Sha256Length];
        return jwt.TryGetPayloadValue<string>("sha256", out var text) && text is not null
            && Convert.TryFromBase64String(text, sha256, out var written) && written == Sha256Length;
    }

    private static WebhookToken Refused(string problem) => new() { Problem = problem };
}
