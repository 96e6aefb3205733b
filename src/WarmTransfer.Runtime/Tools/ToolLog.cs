using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What tools log, to the logging of the conversation that called them.</summary>
internal static partial class ToolLog
{
    private const string Category = "WarmTransfer.TransferTool";

    /// <summary>Logs the exception the model is not told about.</summary>
    /// <param name="services">The conversation's services.</param>
    /// <param name="fallback">Where it is logged when they have no logging.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="exception">What it threw.</param>
    public static void Failed(IServiceProvider? services, ILogger? fallback, string tool, Exception exception)
    {
        ILogger? logger = services?.GetService(typeof(ILoggerFactory)) is ILoggerFactory logging ? logging.CreateLogger(Category) : fallback;
        if (logger is not null)
            ToolFailed(logger, exception, tool);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tool {Tool} failed; the model was told only that it did.")]
    private static partial void ToolFailed(ILogger logger, Exception exception, string tool);
}
