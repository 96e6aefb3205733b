namespace WarmTransfer;

/// <summary>The rules for an address, an API key and a secret, from any source.</summary>
internal static class LiveKitCredentialRules
{
    /// <summary>Lists everything that is missing or cannot be right. Never contains the secret.</summary>
    public static IReadOnlyList<string> FindProblems(string? url, string? apiKey, string? apiSecret, LiveKitCredentialNames names)
    {
        var problems = new List<string>();
        if (FindUrlProblem(url) is { } urlProblem)
            problems.Add($"{names.Url} {urlProblem}");
        if (FindTextProblem(apiKey) is { } keyProblem)
            problems.Add($"{names.ApiKey} {keyProblem}: set it to the API key of the LiveKit project");
        if (FindTextProblem(apiSecret) is { } secretProblem)
            problems.Add($"{names.ApiSecret} {secretProblem}: set it to the secret that belongs to the API key");
        return problems;
    }

    /// <summary>One sentence for all problems.</summary>
    public static string Describe(IReadOnlyList<string> problems) => $"LiveKit cannot be reached as configured: {string.Join("; ", problems)}.";

    private static string? FindUrlProblem(string? text)
    {
        const string Expected = "expected the server's address, such as wss://my-project.livekit.cloud or ws://localhost:7880";
        if (string.IsNullOrWhiteSpace(text))
            return $"is missing: {Expected}";
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("wss" or "ws" or "https" or "http"))
            return $"is not a ws, wss, http or https address: {Expected}";
        if (url.Host.Length == 0)
            return $"names no host: {Expected}";
        // Such parts would be dropped from the requests, or end up in logs; none of them is LiveKit's.
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            return $"has a user, query or fragment, which LiveKit's address never has: {Expected}";
        return null;
    }

    private static string? FindTextProblem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "is missing";
        // A line break copied along with a secret makes every signature wrong, which the server cannot explain.
        return text.Length != text.Trim().Length ? "begins or ends with white space" : null;
    }
}

/// <summary>The names of the three settings where the user corrects them.</summary>
internal sealed record LiveKitCredentialNames(string Url, string ApiKey, string ApiSecret)
{
    public static readonly LiveKitCredentialNames Arguments = new("url", "apiKey", "apiSecret");

    public static readonly LiveKitCredentialNames Environment = new(
        LiveKitCredentials.UrlVariable,
        LiveKitCredentials.ApiKeyVariable,
        LiveKitCredentials.ApiSecretVariable);

    public static readonly LiveKitCredentialNames Options = new(
        "LiveKit:Url (or LIVEKIT_URL)",
        "LiveKit:ApiKey (or LIVEKIT_API_KEY)",
        "LiveKit:ApiSecret (or LIVEKIT_API_SECRET)");
}
