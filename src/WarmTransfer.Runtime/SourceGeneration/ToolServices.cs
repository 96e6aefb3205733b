using System.ComponentModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace WarmTransfer.SourceGeneration;

/// <summary>Finds the services a tool method asks for. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolServices
{
    /// <summary>Gets the services of the conversation.</summary>
    /// <param name="services">The services, or null.</param>
    /// <exception cref="InvalidOperationException">The conversation has none.</exception>
    public static IServiceProvider Provider(IServiceProvider? services)
        => services ?? throw new InvalidOperationException($"A tool needs services and the conversation has none. Set {nameof(AIFunctionArguments)}.{nameof(AIFunctionArguments.Services)} where the tool is called.");

    /// <summary>Gets a service.</summary>
    /// <param name="services">The services of the conversation.</param>
    /// <typeparam name="T">The service.</typeparam>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T Required<T>(IServiceProvider? services)
        => Optional<T>(services) ?? throw Missing(typeof(T), key: null, services);

    /// <summary>Gets a service, or null.</summary>
    /// <param name="services">The services of the conversation.</param>
    /// <typeparam name="T">The service.</typeparam>
    public static T? Optional<T>(IServiceProvider? services)
        => services?.GetService(typeof(T)) is T service ? service : default;

    /// <summary>Gets a service registered under a key.</summary>
    /// <param name="services">The services of the conversation.</param>
    /// <param name="key">The key.</param>
    /// <typeparam name="T">The service.</typeparam>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T RequiredKeyed<T>(IServiceProvider? services, object? key)
        => OptionalKeyed<T>(services, key) ?? throw Missing(typeof(T), key, services);

    /// <summary>Gets a service registered under a key, or null.</summary>
    /// <param name="services">The services of the conversation.</param>
    /// <param name="key">The key.</param>
    /// <typeparam name="T">The service.</typeparam>
    public static T? OptionalKeyed<T>(IServiceProvider? services, object? key)
        => (services as IKeyedServiceProvider)?.GetKeyedService(typeof(T), key) is T service ? service : default;

    private static InvalidOperationException Missing(Type service, object? key, IServiceProvider? services)
    {
        var name = key is null ? $"{service}" : $"{service} with key '{key}'";
        return new(services is null
            ? $"A tool needs the service {name} and the conversation has no services. Set {nameof(AIFunctionArguments)}.{nameof(AIFunctionArguments.Services)} where the tool is called."
            : $"A tool needs the service {name}, which is not registered. Register it, or make the parameter nullable.");
    }
}
