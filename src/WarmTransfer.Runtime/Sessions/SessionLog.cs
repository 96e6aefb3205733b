using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What sessions log. What people say is left out: logs outlive conversations.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(1, LogLevel.Warning, "The transcription stream in room {Room} could not be closed.")]
    public static partial void TranscriptionNotClosed(this ILogger logger, Exception exception, string room);

    [LoggerMessage(2, LogLevel.Error, "Tool {Tool} failed; the model is told so, without the reason.")]
    public static partial void ToolFailed(this ILogger logger, Exception exception, string tool);

    [LoggerMessage(3, LogLevel.Warning, "The model called {Tool}, which does not exist; it is told which tools do.")]
    public static partial void UnknownTool(this ILogger logger, string tool);

    [LoggerMessage(4, LogLevel.Error, "No reply to {Participant} in room {Room}; the session goes on.")]
    public static partial void ReplyFailed(this ILogger logger, Exception exception, string participant, string room);

    [LoggerMessage(5, LogLevel.Error, "An observer of the session threw; it goes on getting events.")]
    public static partial void ObserverFailed(this ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "{Participant} in room {Room} is on hold.")]
    public static partial void Held(this ILogger logger, string participant, string room);

    [LoggerMessage(7, LogLevel.Information, "{Participant} in room {Room} is off hold.")]
    public static partial void Resumed(this ILogger logger, string participant, string room);
}
