using System.Buffers;
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

    private static readonly string[] UsualHeaders =
    [
        Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8),
        Base64Url.EncodeToString("""{"typ":"JWT","alg":"HS256"}"""u8),
        Base64Url.EncodeToString("""{"alg":"HS256"}"""u8),
    ];

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(apiSecret);

    /// <summary>Verifies <paramref name="token"/> and reads its grants.</summary>
    /// <exception cref="TokenRejectedException">The token is malformed, of another key, forged, expired or not valid yet.</exception>
    public TokenGrants Verify(ReadOnlySpan<char> token)
    {
        using var parts = Parse(token);
        try
        {
            var claims = parts.Claims.RootElement;
            var issuer = TokenClaims.Text(claims, "iss");
            if (issuer != apiKey)
                throw new TokenRejectedException($"invalid API key: {issuer}");
            if (!IsSigned(token, parts))
                throw Invalid(token, "go-jose/go-jose: error in cryptographic primitive");

            var grants = TokenClaims.ReadGrants(claims);
            CheckLifetime(token, claims);
            return grants;
        }
        catch (TokenClaimException exception)
        {
            throw Invalid(token, exception.Message);
        }
        catch (InvalidOperationException)
        {
            // A text that is no Unicode, which is looked at only when it is read.
            throw new TokenRejectedException("invalid authorization token");
        }
    }

    private static Jwt Parse(ReadOnlySpan<char> token)
    {
        try
        {
            Span<Range> parts = stackalloc Range[4];
            if (token.Split(parts, '.') != 3)
                throw new FormatException("A signed token has three parts (RFC 7515 §3.1).");
            var header = token[parts[0]];
            return new Jwt(IsUsual(header) ? null : DecodeObject(header), DecodeObject(token[parts[1]]), Base64Url.DecodeFromChars(token[parts[2]]));
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new TokenRejectedException("invalid authorization token");
        }
    }

    // Whichever library signed it, a token's header is nearly always one of these, and need not be read to be known.
    private static bool IsUsual(ReadOnlySpan<char> header)
    {
        foreach (var usual in UsualHeaders)
        {
            if (header.SequenceEqual(usual))
                return true;
        }

        return false;
    }

    private static JsonDocument DecodeObject(ReadOnlySpan<char> part)
    {
        var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw new FormatException("Expected a JSON object.");
    }

    private bool IsSigned(ReadOnlySpan<char> token, Jwt parts)
    {
        if (parts.Header is { } header && TokenClaims.Text(header.RootElement, "alg") != "HS256")
            return false;

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signed = token[..token.LastIndexOf('.')];
        var buffer = ArrayPool<byte>.Shared.Rent(signed.Length);
        HMACSHA256.HashData(_secret, buffer.AsSpan(0, Encoding.ASCII.GetBytes(signed, buffer)), signature);
        ArrayPool<byte>.Shared.Return(buffer);
        return CryptographicOperations.FixedTimeEquals(signature, parts.Signature);
    }

    // The order decides which message a token gets that is wrong in more than one way.
    private void CheckLifetime(ReadOnlySpan<char> token, JsonElement claims)
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
    private static TokenRejectedException Invalid(ReadOnlySpan<char> token, string reason) =>
        new($"invalid token: {token}, error: {reason}");

    /// <param name="Header">The header; null for one of the usual, which say HS256.</param>
    /// <param name="Claims">The claims.</param>
    /// <param name="Signature">The signature.</param>
    private sealed record Jwt(JsonDocument? Header, JsonDocument Claims, byte[] Signature) : IDisposable
    {
        public void Dispose()
        {
            Header?.Dispose();
            Claims.Dispose();
        }
    }
}
