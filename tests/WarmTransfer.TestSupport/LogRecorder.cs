using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace WarmTransfer.TestSupport;

/// <summary>Makes loggers, and keeps what is logged by any of them.</summary>
/// <param name="least">The least level that is enabled.</param>
public sealed class LogRecorder(LogLevel least = LogLevel.Trace) : ILoggerFactory
{
    private readonly FakeLogCollector _collector = new();

    /// <summary>Gets what was logged so far, oldest first.</summary>
    public IReadOnlyList<FakeLogRecord> Records => _collector.GetSnapshot();

    /// <summary>Gets what was logged so far, each as <c>Warning: message</c>.</summary>
    public IReadOnlyList<string> Lines => [.. Records.Select(record => $"{record.Level}: {record.Message}")];

    /// <summary>Gets everything that was written so far, exceptions included.</summary>
    public string Text => string.Join('\n', Records.Select(record => $"{record.Level}: {record.Message} {record.Exception}"));

    /// <summary>Tells whether a message of this level contains a text.</summary>
    public bool Has(LogLevel level, string text)
        => Records.Any(record => record.Level == level && record.Message.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName)
    {
        FakeLogger logger = new(_collector, categoryName);
        for (var level = LogLevel.Trace; level < least; level++)
            logger.ControlLevel(level, enabled: false);
        return logger;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The recorder is where the log ends.");

    public void Dispose()
    {
    }
}
