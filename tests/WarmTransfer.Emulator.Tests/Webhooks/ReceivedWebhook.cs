using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests;

/// <summary>One request as it reached a webhook.</summary>
/// <param name="At">When, on the emulator's clock.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">Where to.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Authorization">The token.</param>
/// <param name="Body">The body as sent.</param>
internal sealed record ReceivedWebhook(DateTimeOffset At, string Method, Uri Url, string? ContentType, string Authorization, byte[] Body)
{
    public JsonElement Json { get; } = JsonElement.Parse(Body);

    public string Event => Json.GetProperty("event").GetString()!;

    public string Id => Json.GetProperty("id").GetString()!;

    public string Room => Json.GetProperty("room").GetProperty("name").GetString()!;

    public string? Participant => Json.TryGetProperty("participant", out var participant) ? participant.GetProperty("identity").GetString() : null;

    public JsonElement TokenHeader => Decode(0);

    public JsonElement Claims => Decode(1);

    public string BodyHash => Convert.ToBase64String(SHA256.HashData(Body));

    private JsonElement Decode(int part) => JsonElement.Parse(Base64Url.DecodeFromChars(Authorization.Split('.')[part]));
}
