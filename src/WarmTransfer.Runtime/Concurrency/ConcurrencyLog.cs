using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What is logged about work beside a transfer or a job, and about its undo steps.</summary>
internal static partial class ConcurrencyLog
{
    [LoggerMessage(LogEvents.Concurrency + 1, LogLevel.Warning, "Could not {Step}; the transfer goes on without it")]
    public static partial void StepFailed(this ILogger logger, string step, Exception exception);

    [LoggerMessage(LogEvents.Concurrency + 2, LogLevel.Warning, "{Count} operations of a transfer did not end with it")]
    public static partial void WorkUnsettled(this ILogger logger, int count);

    [LoggerMessage(LogEvents.Concurrency + 3, LogLevel.Warning, "Could not {Step} within {Limit}; the rest ends without it")]
    public static partial void UndoTimedOut(this ILogger logger, string step, TimeSpan limit);

    [LoggerMessage(LogEvents.Concurrency + 4, LogLevel.Warning, "Could not {Step}; the rest ends without it")]
    public static partial void UndoFailed(this ILogger logger, string step, Exception exception);
}
