namespace WarmTransfer.Emulator;

/// <summary>Signs a webhook: a token that says who sends it, when, and what the body's hash is.</summary>
internal sealed class WebhookToken(string apiKey, string apiSecret)
{
    private const int LifetimeInSeconds = 300;

    private readonly ServerToken _token = new(apiSecret);

    public string Sign(string sha256, DateTimeOffset now) => _token.Sign(claims =>
    {
        var from = now.ToUnixTimeSeconds();
        claims.WriteNumber("exp", from + LifetimeInSeconds);
        claims.WriteString("iss", apiKey);
        claims.WriteNumber("nbf", from);
        claims.WriteString("sha256", sha256);
    });
}
