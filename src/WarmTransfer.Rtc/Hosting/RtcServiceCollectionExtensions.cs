using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WarmTransfer;

// Where .NET users look for such methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers rooms of a real LiveKit server with an application's services.</summary>
public static class RtcServiceCollectionExtensions
{
    /// <summary>
    /// Adds what <see cref="LiveKitServiceCollectionExtensions.AddLiveKit"/> adds, and the <see cref="IRoomConnector"/> it needs:
    /// <see cref="RtcRoomConnector"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options in code; these win over the configuration's section <c>LiveKit:Rtc</c>.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// The options are checked when the host starts or the first room is joined. The native library is not loaded before
    /// that room.
    /// </remarks>
    public static IServiceCollection AddLiveKitRtc(this IServiceCollection services, Action<RtcOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLiveKit();
        services.AddOptions<RtcOptions>().Configure<IServiceProvider>(Bind).ValidateOnStart();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RtcOptions>, RtcOptionsValidator>());
        services.TryAddSingleton<IRoomConnector>(provider => new RtcRoomConnector(
            provider.GetRequiredService<IOptions<RtcOptions>>().Value,
            provider.GetService<ILogger<RtcRoomConnector>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    // Optional: a service collection without a host has no configuration.
    private static void Bind(RtcOptions options, IServiceProvider services) =>
        services.GetService<IConfiguration>()?.GetSection(RtcOptions.SectionName).Bind(options);

    private sealed class RtcOptionsValidator : IValidateOptions<RtcOptions>
    {
        public ValidateOptionsResult Validate(string? name, RtcOptions options)
        {
            var problems = options.FindProblems().ToList();
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
