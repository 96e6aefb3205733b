using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What a transfer writes to the log. What callers and humans say is never part of it.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Transfer from room {Room}: {Phase}")]
    public static partial void TransferPhase(ILogger logger, string room, TransferPhase phase);

    [LoggerMessage(101, LogLevel.Warning, "Could not {Step} within {Limit}; the transfer goes on ending without it")]
    public static partial void UndoTimedOut(ILogger logger, string step, TimeSpan limit);

    [LoggerMessage(102, LogLevel.Warning, "Could not {Step}; the transfer goes on ending without it")]
    public static partial void UndoFailed(ILogger logger, string step, Exception error);

    [LoggerMessage(103, LogLevel.Warning, "Could not speak to the human")]
    public static partial void SpeechFailed(ILogger logger, Exception error);

    [LoggerMessage(104, LogLevel.Warning, "{Count} operations of a transfer did not end with it")]
    public static partial void WorkUnsettled(ILogger logger, int count);

    [LoggerMessage(105, LogLevel.Warning, "The application's progress handler failed")]
    public static partial void ProgressFailed(ILogger logger, Exception error);
}
