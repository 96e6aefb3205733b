using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What transfers log. What callers and humans say is never part of it.</summary>
internal static partial class TransferLog
{
    [LoggerMessage(LogEvents.Transfers + 1, LogLevel.Information, "Transfer from room {Room}: {Phase}")]
    public static partial void PhaseEntered(this ILogger logger, string room, TransferPhase phase);

    [LoggerMessage(LogEvents.Transfers + 2, LogLevel.Warning, "The human could not be reached from room {Room}: {Error}")]
    public static partial void HumanUnreachable(this ILogger logger, string room, string error);

    [LoggerMessage(LogEvents.Transfers + 3, LogLevel.Warning, "Could not hang up a phone that was dialled late, in room {Room}")]
    public static partial void LateHangUpFailed(this ILogger logger, string room, Exception exception);

    [LoggerMessage(LogEvents.Transfers + 4, LogLevel.Warning, "Could not close consult room {Room} after it failed to open; the server closes it when it is empty")]
    public static partial void ConsultRoomNotClosed(this ILogger logger, string room, Exception exception);

    [LoggerMessage(LogEvents.Transfers + 5, LogLevel.Error, "The application's {Handler} handler threw; the transfer goes on")]
    public static partial void HandlerFailed(this ILogger logger, string handler, Exception exception);
}
