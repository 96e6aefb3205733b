using System.ComponentModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace WarmTransfer;

/// <summary>Finds the services a tool method asks for. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolServices
{
    /// <summary>Gets the services of the conversation.</summary>
    /// <param name="arguments">What carries them.</param>
    /// <exception cref="InvalidOperationException">The conversation has none.</exception>
    public static IServiceProvider Provider(AIFunctionArguments arguments)
        => arguments.Services ?? throw new InvalidOperationException($"A tool needs services and the conversation has none. Set {nameof(AIFunctionArguments)}.{nameof(AIFunctionArguments.Services)} where the tool is called.");

    /// <summary>Gets a service.</summary>
    /// <param name="arguments">What carries the services.</param>
    /// <typeparam name="T">The service.</typeparam>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T Required<T>(AIFunctionArguments arguments)
        where T : notnull
        => Optional<T>(arguments) ?? throw Missing(typeof(T), key: null, arguments);

    /// <summary>Gets a service, or null.</summary>
    /// <param name="arguments">What carries the services.</param>
    /// <typeparam name="T">The service.</typeparam>
    public static T? Optional<T>(AIFunctionArguments arguments)
        => arguments.Services?.GetService(typeof(T)) is T service ? service : default;

    /// <summary>Gets a service registered under a key.</summary>
    /// <param name="arguments">What carries the services.</param>
    /// <param name="key">The key.</param>
    /// <typeparam name="T">The service.</typeparam>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T RequiredKeyed<T>(AIFunctionArguments arguments, object? key)
        where T : notnull
        => OptionalKeyed<T>(arguments, key) ?? throw Missing(typeof(T), key, arguments);

    /// <summary>Gets a service registered under a key, or null.</summary>
    /// <param name="arguments">What carries the services.</param>
    /// <param name="key">The key.</param>
    /// <typeparam name="T">The service.</typeparam>
    public static T? OptionalKeyed<T>(AIFunctionArguments arguments, object? key)
        => (arguments.Services as IKeyedServiceProvider)?.GetKeyedService(typeof(T), key) is T service ? service : default;

    private static InvalidOperationException Missing(Type service, object? key, AIFunctionArguments arguments)
    {
        string name = key is null ? $"{service}" : $"{service} with key '{key}'";
        return new(arguments.Services is null
            ? $"A tool needs the service {name} and the conversation has no services. Set {nameof(AIFunctionArguments)}.{nameof(AIFunctionArguments.Services)} where the tool is called."
            : $"A tool needs the service {name}, which is not registered. Register it, or make the parameter nullable.");
    }
}
