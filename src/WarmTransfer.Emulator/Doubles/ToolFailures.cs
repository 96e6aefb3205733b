using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer.Emulator;

/// <summary>The services of one tool call, with an ear in their logging: a tool tells what it failed with to the log alone.</summary>
internal sealed class ToolFailures(IServiceProvider? services) : IKeyedServiceProvider, ILoggerFactory
{
    private const string ToolCategory = "WarmTransfer.TransferTool";

    private readonly ILoggerFactory? _logging = services?.GetService(typeof(ILoggerFactory)) as ILoggerFactory;

    /// <summary>Gets what the tool failed with.</summary>
    public Exception? Exception { get; private set; }

    public object? GetService(Type serviceType) =>
        serviceType == typeof(ILoggerFactory) ? this : services?.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => (services as IKeyedServiceProvider)?.GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"There is no service of type {serviceType} with the key '{serviceKey}'. Pass the services of the conversation.");

    public ILogger CreateLogger(string categoryName)
    {
        var inner = _logging?.CreateLogger(categoryName) ?? NullLogger.Instance;
        return categoryName == ToolCategory ? new Ear(this, inner) : inner;
    }

    public void AddProvider(ILoggerProvider provider) => _logging?.AddProvider(provider);

    // The services, and their logging, are their owner's to dispose.
    public void Dispose()
    {
    }

    private sealed class Ear(ToolFailures failures, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error || inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            failures.Exception ??= exception;
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
