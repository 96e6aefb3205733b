using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WarmTransfer.Emulator;

/// <summary>Verifies access tokens the way a LiveKit server does, down to the messages it answers with.</summary>
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
        var jwt = Parse(token);
        if (jwt.Issuer != apiKey)
            throw new TokenRejectedException($"invalid API key: {jwt.Issuer}");
        if (!IsSigned(jwt))
            throw Invalid(token, "go-jose/go-jose: error in cryptographic primitive");

        try
        {
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload));
            var grants = TokenClaims.ReadGrants(payload.RootElement);
            CheckLifetime(token, payload.RootElement);
            return grants;
        }
        catch (TokenClaimException e)
        {
            throw Invalid(token, e.Message);
        }
    }

    private static JsonWebToken Parse(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            throw new TokenRejectedException("invalid authorization token");
        }
    }

    private bool IsSigned(JsonWebToken jwt)
    {
        if (jwt.Alg != SecurityAlgorithms.HmacSha256)
            return false;

        var signed = Encoding.ASCII.GetBytes($"{jwt.EncodedHeader}.{jwt.EncodedPayload}");
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_secret, signed), Base64UrlEncoder.DecodeBytes(jwt.EncodedSignature));
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
}
