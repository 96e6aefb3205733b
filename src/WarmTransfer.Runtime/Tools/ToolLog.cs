using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What tools log, to the logging of the conversation that called them.</summary>
internal static partial class ToolLog
{
    private const string Category = "WarmTransfer.TransferTool";

    /// <summary>Logs the exception the model is not told about.</summary>
    public static void Failed(IServiceProvider? services, string tool, Exception exception)
    {
        if (services?.GetService(typeof(ILoggerFactory)) is ILoggerFactory logging)
            ToolFailed(logging.CreateLogger(Category), exception, tool);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tool {Tool} failed; the model was told only that it did.")]
    private static partial void ToolFailed(ILogger logger, Exception exception, string tool);
}
