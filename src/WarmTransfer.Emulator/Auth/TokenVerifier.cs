using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>Verifies access tokens the way a LiveKit server does, down to the messages it answers with.</summary>
/// <remarks>
/// Not by a token library: those check claims in their own order and on the system's clock, and refuse payloads that
/// the server takes.
/// </remarks>
/// <param name="apiKey">The one key the server knows.</param>
/// <param name="apiSecret">The secret that belongs to it.</param>
/// <param name="timeProvider">The clock lifetimes are checked against.</param>
internal sealed class TokenVerifier(string apiKey, string apiSecret, TimeProvider timeProvider)
{
    // Clocks differ: a token is taken one minute before it is valid and one minute after it has expired.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(apiSecret);

    /// <summary>Verifies <paramref name="token"/> and reads its grants.</summary>
    /// <exception cref="TokenRejectedException">The token is malformed, of another key, forged, expired or not valid yet.</exception>
    public TokenGrants Verify(string token)
    {
        var parts = Parse(token);
        try
        {
            var issuer = TokenClaims.Text(parts.Claims, "iss");
            if (issuer != apiKey)
                throw new TokenRejectedException($"invalid API key: {issuer}");
            if (!IsSigned(token, parts))
                throw Invalid(token, "go-jose/go-jose: error in cryptographic primitive");

            var grants = TokenClaims.ReadGrants(parts.Claims);
            CheckLifetime(token, parts.Claims);
            return grants;
        }
        catch (TokenClaimException e)
        {
            throw Invalid(token, e.Message);
        }
        catch (InvalidOperationException)
        {
            // A text that is no Unicode, which is looked at only when it is read.
            throw new TokenRejectedException("invalid authorization token");
        }
    }

    private static Jwt Parse(string token)
    {
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3)
                throw new FormatException("A signed token has three parts (RFC 7515 §3.1).");
            return new Jwt(DecodeObject(parts[0]), DecodeObject(parts[1]), Base64Url.DecodeFromChars(parts[2]));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new TokenRejectedException("invalid authorization token");
        }
    }

    private static JsonElement DecodeObject(string part)
    {
        var json = JsonElement.Parse(Base64Url.DecodeFromChars(part));
        return json.ValueKind == JsonValueKind.Object ? json : throw new FormatException("Expected a JSON object.");
    }

    private bool IsSigned(string token, Jwt parts)
    {
        if (TokenClaims.Text(parts.Header, "alg") != "HS256")
            return false;

        var signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_secret, signed), parts.Signature);
    }

    // The order decides which message a token gets that is wrong in more than one way.
    private void CheckLifetime(string token, JsonElement claims)
    {
        var now = timeProvider.GetUtcNow();
        if (TokenClaims.ReadTime(claims, "nbf") is { } notBefore && now + Leeway < notBefore)
            throw Invalid(token, "go-jose/go-jose/jwt: validation failed, token not valid yet (nbf)");
        if (TokenClaims.ReadTime(claims, "exp") is { } expires && now - Leeway > expires)
            throw Invalid(token, "go-jose/go-jose/jwt: validation failed, token is expired (exp)");
        if (TokenClaims.ReadTime(claims, "iat") is { } issuedAt && now + Leeway < issuedAt)
            throw Invalid(token, "go-jose/go-jose/jwt: validation field, token issued in the future (iat)");
    }

    // A real server repeats the whole token here. So does the emulator: a client that logs this body leaks its token.
    private static TokenRejectedException Invalid(string token, string reason) =>
        new($"invalid token: {token}, error: {reason}");

    private sealed record Jwt(JsonElement Header, JsonElement Claims, byte[] Signature);
}
