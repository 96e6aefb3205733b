using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What a transfer writes to the log. What callers and humans say is never part of it.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Transfer from room {Room}: {Phase}")]
    public static partial void TransferPhase(ILogger logger, string room, TransferPhase phase);

    [LoggerMessage(101, LogLevel.Warning, "Could not {Step} within {Limit}; the rest ends without it")]
    public static partial void UndoTimedOut(ILogger logger, string step, TimeSpan limit);

    [LoggerMessage(102, LogLevel.Warning, "Could not {Step}; the rest ends without it")]
    public static partial void UndoFailed(ILogger logger, string step, Exception error);

    [LoggerMessage(103, LogLevel.Warning, "Could not {Step}; the transfer goes on without it")]
    public static partial void StepFailed(ILogger logger, string step, Exception error);

    [LoggerMessage(104, LogLevel.Warning, "{Count} operations of a transfer did not end with it")]
    public static partial void WorkUnsettled(ILogger logger, int count);

    [LoggerMessage(105, LogLevel.Error, "The application's {Handler} handler threw; the transfer goes on")]
    public static partial void HandlerFailed(ILogger logger, string handler, Exception error);

    [LoggerMessage(106, LogLevel.Warning, "Could not hang up a phone that was dialled late, in room {Room}")]
    public static partial void LateHangUpFailed(ILogger logger, string room, Exception error);

    [LoggerMessage(107, LogLevel.Warning, "Could not close consult room {Room} after it failed to open; the server closes it when it is empty")]
    public static partial void ConsultRoomNotClosed(ILogger logger, string room, Exception error);

    [LoggerMessage(108, LogLevel.Warning, "The human could not be reached from room {Room}: {Error}")]
    public static partial void Unreachable(ILogger logger, string room, string error);
}
