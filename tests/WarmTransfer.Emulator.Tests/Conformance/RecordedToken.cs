using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>Makes tokens with any claims and any header: more than the product's own signing allows.</summary>
internal static class RecordedToken
{
    public static string Sign(string claims, string secret) => Sign(claims, secret, "HS256");

    public static string SignNothing(string claims) => Encode("""{"alg":"none","typ":"JWT"}""") + "." + Encode(claims) + ".";

    public static string Sign(string claims, string secret, string algorithm)
    {
        var signed = Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""") + "." + Encode(claims);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
