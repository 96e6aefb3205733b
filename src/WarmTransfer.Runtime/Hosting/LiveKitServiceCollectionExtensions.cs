using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WarmTransfer;

// Where .NET users look for such methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers LiveKit with an application's services.</summary>
public static class LiveKitServiceCollectionExtensions
{
    internal const string HttpClientName = "WarmTransfer.LiveKit";

    // How soon a server that moved to another address is found.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds <see cref="ILiveKitServer"/>, <see cref="LiveKitCredentials"/>, <see cref="DispatchGuard"/>, <see cref="WebhookReceiver"/> and
    /// <see cref="LiveKitBackend"/>, and the system's <see cref="TimeProvider"/> if there is none. The backend needs an <see cref="IRoomConnector"/> registered elsewhere.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options in code; these win over the configuration and the environment.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// The options are checked once, when the host starts or the first service is used; an
    /// <see cref="OptionsValidationException"/> then names everything that is missing or cannot be right.
    /// </remarks>
    public static IServiceCollection AddLiveKit(this IServiceCollection services, Action<LiveKitOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
            services.Configure(configure);

        services.AddOptions<LiveKitOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LiveKitOptions>, LiveKitOptionsSources>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LiveKitOptions>, LiveKitOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        AddHttpClient(services);
        services.TryAddSingleton(CreateCredentials);
        services.TryAddSingleton<ILiveKitServer>(CreateServer);
        services.TryAddSingleton(CreateBackend);
        services.TryAddSingleton(provider => new DispatchGuard(provider.GetRequiredService<ILiveKitServer>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<ILogger<DispatchGuard>>()));
        services.TryAddSingleton(provider => new WebhookReceiver(provider.GetRequiredService<LiveKitCredentials>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static void AddHttpClient(IServiceCollection services) => services
        .AddHttpClient(HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
        // The client is kept, so its connections have to be renewed. A redirect would turn a POST into a GET.
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = ConnectionLifetime,
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RedactLoggedHeaders(_ => true);

    private static LiveKitCredentials CreateCredentials(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LiveKitOptions>>().Value;
        return new LiveKitCredentials(options.Url, options.ApiKey, options.ApiSecret);
    }

    private static LiveKitServerClient CreateServer(IServiceProvider services) => new(
        services.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
        services.GetRequiredService<LiveKitCredentials>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetService<ILogger<LiveKitServerClient>>());

    private static LiveKitBackend CreateBackend(IServiceProvider services)
    {
        var rooms = services.GetService<IRoomConnector>() ?? throw new InvalidOperationException(
            $"No {nameof(IRoomConnector)} is registered, so there is no way into LiveKit's rooms: register one beside AddLiveKit.");
        return new LiveKitBackend(services.GetRequiredService<ILiveKitServer>(), rooms);
    }
}
