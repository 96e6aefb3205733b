using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WarmTransfer;

// Where .NET users look for such methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers agent workers with an application's services.</summary>
public static class WorkerServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="AgentWorker"/> that starts and stops with the host, and what <see cref="LiveKitServiceCollectionExtensions.AddLiveKit"/>
    /// adds. It needs an <see cref="IRoomConnector"/> registered elsewhere. Called again, it adds another worker.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; <see cref="LiveKitWorkerOptions.AgentName"/> and <see cref="LiveKitWorkerOptions.Entrypoint"/> are required.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// The options are checked when the host starts; an <see cref="OptionsValidationException"/> then names everything wrong.
    /// Register your own connector as <see cref="IWorkerConnector"/>; default: WebSockets.
    /// </remarks>
    public static IServiceCollection AddLiveKitWorker(this IServiceCollection services, Action<LiveKitWorkerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddLiveKit();
        services.TryAddSingleton<IWorkerConnector>(provider => new WebSocketWorkerConnector(provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LiveKitWorkerOptions>, LiveKitWorkerOptionsValidator>());

        // Each worker has options of its own, under a name of no meaning to anyone else.
        var name = string.Create(CultureInfo.InvariantCulture, $"worker-{services.Count(service => service.ServiceType == typeof(AgentWorker)) + 1}");
        services.AddOptions<LiveKitWorkerOptions>(name).Configure(configure).ValidateOnStart();
        var factory = new WorkerFactory(name);
        services.AddSingleton(factory.Get);
        services.AddSingleton<IHostedService>(factory.Get);
        return services;
    }

    /// <summary>Adds an <see cref="AgentWorker"/> whose jobs are served by a class: one instance for each job, from the services of the job's own scope.</summary>
    /// <typeparam name="TEntrypoint">The class.</typeparam>
    /// <inheritdoc cref="AddLiveKitWorker(IServiceCollection, Action{LiveKitWorkerOptions})"/>
    public static IServiceCollection AddLiveKitWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TEntrypoint>(
        this IServiceCollection services,
        Action<LiveKitWorkerOptions> configure)
        where TEntrypoint : class, IJobEntrypoint
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddScoped<TEntrypoint>();
        return services.AddLiveKitWorker(options =>
        {
            options.Entrypoint = (job, cancellationToken) => job.Services.GetRequiredService<TEntrypoint>().RunAsync(job, cancellationToken);
            configure(options);
        });
    }

    /// <summary>One worker, registered as two services: as itself, and as what the host starts and stops.</summary>
    private sealed class WorkerFactory(string name)
    {
        private readonly ConditionalWeakTable<IServiceProvider, AgentWorker> _workers = [];

        public AgentWorker Get(IServiceProvider services) => _workers.GetValue(services, provider => new AgentWorker(
            provider.GetRequiredService<LiveKitBackend>(),
            provider.GetRequiredService<IWorkerConnector>(),
            provider.GetRequiredService<IOptionsMonitor<LiveKitWorkerOptions>>().Get(name),
            provider,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<AgentWorker>>()));
    }
}
