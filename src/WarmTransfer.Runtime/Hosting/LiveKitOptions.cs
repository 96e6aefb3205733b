namespace WarmTransfer;

/// <summary>The LiveKit deployment to use, and the API key and secret for it.</summary>
/// <remarks>
/// A value that is not set here comes from the configuration section <c>LiveKit</c> (<c>LiveKit:Url</c>,
/// <c>LiveKit:ApiKey</c>, <c>LiveKit:ApiSecret</c>), then from <c>LIVEKIT_URL</c>, <c>LIVEKIT_API_KEY</c> and
/// <c>LIVEKIT_API_SECRET</c> in the configuration or the environment.
/// </remarks>
public sealed class LiveKitOptions
{
    /// <summary>The configuration section read.</summary>
    public const string SectionName = "LiveKit";

    /// <summary>Gets or sets the deployment's address: <c>wss://</c>, <c>ws://</c>, <c>https://</c> or <c>http://</c>.</summary>
    public string? Url { get; set; }

    /// <summary>Gets or sets the API key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the API secret. Keep it out of files that are shared.</summary>
    public string? ApiSecret { get; set; }
}
