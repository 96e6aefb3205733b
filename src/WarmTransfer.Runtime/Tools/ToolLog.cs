using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What tools log. Their arguments and results are left out: they repeat what people say.</summary>
internal static partial class ToolLog
{
    [LoggerMessage(LogEvents.Tools + 1, LogLevel.Error, "Tool {Tool} failed; the model is told only that it did")]
    public static partial void ToolFailed(this ILogger logger, string tool, Exception exception);
}
