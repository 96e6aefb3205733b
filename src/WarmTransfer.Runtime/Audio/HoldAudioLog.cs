using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What hold audio logs: nothing of it stops a transfer.</summary>
internal static partial class HoldAudioLog
{
    [LoggerMessage(LogEvents.Audio + 1, LogLevel.Warning, "Hold audio '{Source}' cannot be played; the built-in music takes its place. {Reason}")]
    public static partial void HoldAudioReplaced(this ILogger logger, string source, string reason);

    [LoggerMessage(LogEvents.Audio + 2, LogLevel.Warning, "Room {Room} refuses the hold audio track; the hold is silent")]
    public static partial void HoldTrackRefused(this ILogger logger, string room, Exception exception);

    [LoggerMessage(LogEvents.Audio + 3, LogLevel.Error, "Hold audio in room {Room} ended; the rest of the hold is silent")]
    public static partial void HoldAudioEnded(this ILogger logger, string room, Exception exception);

    [LoggerMessage(LogEvents.Audio + 4, LogLevel.Warning, "Hold audio in room {Room} was not closed cleanly")]
    public static partial void HoldAudioNotClosed(this ILogger logger, string room, Exception exception);
}
