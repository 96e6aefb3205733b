using System.Diagnostics;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WarmTransfer;

/// <summary>The address of a LiveKit deployment, and its API key and secret.</summary>
/// <remarks>The secret signs but cannot be read back: it appears in no text, log or exception.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LiveKitCredentials
{
    /// <summary>The environment variable with the deployment's address.</summary>
    public const string UrlVariable = "LIVEKIT_URL";

    /// <summary>The environment variable with the API key.</summary>
    public const string ApiKeyVariable = "LIVEKIT_API_KEY";

    /// <summary>The environment variable with the API secret.</summary>
    public const string ApiSecretVariable = "LIVEKIT_API_SECRET";

    // RFC 2104 §2 pads a shorter key with zeros up to the hash's block. Padding it here changes no signature, and
    // lets through the short secrets of development servers, which the token library would refuse by their length.
    private const int HmacSha256BlockBytes = 64;

    // Without default times: every claim of a token is one that AccessTokenPayload wrote.
    private static readonly JsonWebTokenHandler TokenHandler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _signing;

    /// <summary>Initializes a new instance of the <see cref="LiveKitCredentials"/> class.</summary>
    /// <param name="url">The deployment's address: <c>wss://</c>, <c>ws://</c>, <c>https://</c> or <c>http://</c>; a path is kept as a prefix.</param>
    /// <param name="apiKey">The API key.</param>
    /// <param name="apiSecret">The API secret that belongs to the key.</param>
    /// <exception cref="ArgumentException">A part is missing or cannot be right; the message names each.</exception>
    public LiveKitCredentials(string? url, string? apiKey, string? apiSecret)
    {
        var problems = LiveKitCredentialRules.FindProblems(url, apiKey, apiSecret, LiveKitCredentialNames.Arguments);
        if (problems.Count > 0)
            throw new ArgumentException(LiveKitCredentialRules.Describe(problems), FirstOf(problems));

        Url = new Uri(url!.Trim());
        ApiKey = apiKey!;
        _signing = new SigningCredentials(new SymmetricSecurityKey(ToSigningKey(apiSecret!)), SecurityAlgorithms.HmacSha256);
    }

    /// <summary>Gets the deployment's address, as given.</summary>
    public Uri Url { get; }

    /// <summary>Gets the API key: the name of the secret, and no secret itself.</summary>
    public string ApiKey { get; }

    /// <summary>
    /// Reads the credentials from the environment variables <see cref="UrlVariable"/>, <see cref="ApiKeyVariable"/> and
    /// <see cref="ApiSecretVariable"/>.
    /// </summary>
    /// <returns>The credentials.</returns>
    /// <exception cref="InvalidOperationException">A variable is missing or cannot be right; the message names each.</exception>
    public static LiveKitCredentials FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    internal static LiveKitCredentials FromEnvironment(Func<string, string?> variable)
    {
        var url = variable(UrlVariable);
        var apiKey = variable(ApiKeyVariable);
        var apiSecret = variable(ApiSecretVariable);
        var problems = LiveKitCredentialRules.FindProblems(url, apiKey, apiSecret, LiveKitCredentialNames.Environment);
        if (problems.Count > 0)
            throw new InvalidOperationException(LiveKitCredentialRules.Describe(problems));

        return new LiveKitCredentials(url, apiKey, apiSecret);
    }

    /// <summary>Signs a token: a JSON Web Token, HS256, valid from now on for its <see cref="AccessToken.Lifetime"/>.</summary>
    /// <param name="token">Who the token is for and what it allows.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    /// <returns>The signed token.</returns>
    /// <exception cref="ArgumentException">The token allows joining a room without naming an identity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is zero or less.</exception>
    public string Sign(AccessToken token, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        var payload = AccessTokenPayload.Write(token, ApiKey, (timeProvider ?? TimeProvider.System).GetUtcNow());
        return TokenHandler.CreateToken(payload, _signing);
    }

    /// <summary>Verifies that a token was signed with these credentials. The caller checks its times, on the caller's clock.</summary>
    internal Task<TokenValidationResult> VerifyAsync(string token) => TokenHandler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        IssuerSigningKey = _signing.Key,
        ValidIssuer = ApiKey,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidateAudience = false,
        ValidateLifetime = false,
    });

    /// <inheritdoc/>
    public override string ToString() => $"{Url} (API key {ApiKey})";

    // Each problem begins with the name of what it is about.
    private static string FirstOf(IReadOnlyList<string> problems) => problems[0].Split(' ')[0];

    private static byte[] ToSigningKey(string secret)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        if (key.Length < HmacSha256BlockBytes)
            Array.Resize(ref key, HmacSha256BlockBytes);
        return key;
    }
}
