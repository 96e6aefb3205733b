using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WarmTransfer;

/// <summary>Fills in what the application's code left unset: from the configuration, then from the environment.</summary>
internal sealed class LiveKitOptionsSources(IServiceProvider services) : IPostConfigureOptions<LiveKitOptions>
{
    public void PostConfigure(string? name, LiveKitOptions options)
    {
        // Optional: a service collection without a host has no configuration.
        var configuration = services.GetService<IConfiguration>();
        options.Url = Find(configuration, options.Url, nameof(LiveKitOptions.Url), LiveKitCredentials.UrlVariable);
        options.ApiKey = Find(configuration, options.ApiKey, nameof(LiveKitOptions.ApiKey), LiveKitCredentials.ApiKeyVariable);
        options.ApiSecret = Find(configuration, options.ApiSecret, nameof(LiveKitOptions.ApiSecret), LiveKitCredentials.ApiSecretVariable);
    }

    private static string? Find(IConfiguration? configuration, string? own, string key, string variable)
    {
        string?[] candidates =
        [
            own,
            configuration?[$"{LiveKitOptions.SectionName}:{key}"],
            configuration?[variable],
            Environment.GetEnvironmentVariable(variable),
        ];
        return Array.Find(candidates, candidate => !string.IsNullOrWhiteSpace(candidate));
    }
}
