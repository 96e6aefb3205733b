using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>Signs what the server itself vouches for: webhooks and the tokens of jobs.</summary>
/// <remarks>Not by the client's own signing, which gives a token the whole of its last second: a server's ends to the second.</remarks>
internal sealed class ServerToken(string apiSecret)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(apiSecret);

    public string Sign(Action<Utf8JsonWriter> writeClaims)
    {
        using var buffer = new MemoryStream();
        using (var claims = new Utf8JsonWriter(buffer))
        {
            claims.WriteStartObject();
            writeClaims(claims);
            claims.WriteEndObject();
        }

        var signed = Header + "." + Base64Url.EncodeToString(buffer.ToArray());
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(signed)));
    }
}
