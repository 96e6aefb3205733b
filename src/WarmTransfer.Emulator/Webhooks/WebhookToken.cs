using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>Signs a webhook: a token that says who sends it, when, and what the body's hash is.</summary>
/// <remarks>Not by the client's own signing, which gives a token the whole of its last second: a server's lives 300 s to the second.</remarks>
internal sealed class WebhookToken(string apiKey, string apiSecret)
{
    private const int LifetimeInSeconds = 300;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(apiSecret);

    public string Sign(string sha256, DateTimeOffset now)
    {
        var from = now.ToUnixTimeSeconds();
        using var buffer = new MemoryStream();
        using (var claims = new Utf8JsonWriter(buffer))
        {
            claims.WriteStartObject();
            claims.WriteNumber("exp", from + LifetimeInSeconds);
            claims.WriteString("iss", apiKey);
            claims.WriteNumber("nbf", from);
            claims.WriteString("sha256", sha256);
            claims.WriteEndObject();
        }

        var signed = Header + "." + Base64Url.EncodeToString(buffer.ToArray());
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(signed)));
    }
}
