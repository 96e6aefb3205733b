using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What sessions log. What people say is left out: logs outlive conversations.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(LogEvents.Sessions + 1, LogLevel.Warning, "The transcription stream in room {Room} could not be closed")]
    public static partial void TranscriptionNotClosed(this ILogger logger, string room, Exception exception);

    [LoggerMessage(LogEvents.Sessions + 2, LogLevel.Warning, "The model called {Tool}, which does not exist; it is told which tools do")]
    public static partial void UnknownTool(this ILogger logger, string tool);

    [LoggerMessage(LogEvents.Sessions + 3, LogLevel.Error, "No reply to {Participant} in room {Room}; the session goes on")]
    public static partial void ReplyFailed(this ILogger logger, string participant, string room, Exception exception);

    [LoggerMessage(LogEvents.Sessions + 4, LogLevel.Error, "An observer of the session threw; it goes on getting events")]
    public static partial void SessionObserverFailed(this ILogger logger, Exception exception);

    [LoggerMessage(LogEvents.Sessions + 5, LogLevel.Information, "{Participant} in room {Room} is on hold")]
    public static partial void Held(this ILogger logger, string participant, string room);

    [LoggerMessage(LogEvents.Sessions + 6, LogLevel.Information, "{Participant} in room {Room} is off hold")]
    public static partial void Resumed(this ILogger logger, string participant, string room);

    [LoggerMessage(LogEvents.Sessions + 7, LogLevel.Error, "The application's approval of tool {Tool} threw; the tool is not called")]
    public static partial void ApprovalFailed(this ILogger logger, string tool, Exception exception);
}
