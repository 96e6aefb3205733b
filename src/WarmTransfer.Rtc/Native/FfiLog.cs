using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The log of the native library and of the binding. Tokens and what is said are never part of it.</summary>
internal static partial class FfiLog
{
    /// <summary>Replaces what looks like a token: the library and the server repeat it in some of their errors.</summary>
    public static string Redact(string text) => Token().Replace(text, "(token)");

    /// <summary>Tells whether any of the library's own log would be written.</summary>
    public static bool WantsNativeLog(this ILogger logger) => logger.IsEnabled(LogLevel.Debug);

    /// <summary>Writes the library's own log, at Debug and below.</summary>
    public static void ForwardNativeLog(this ILogger logger, Ffi.LogBatch batch)
    {
        foreach (var record in batch.Records)
        {
            var level = LevelOf(record);
            if (logger.IsEnabled(level))
                logger.NativeMessage(level, record.Target, Redact(AnswerBody().Replace(record.Message, "body: (not shown)")));
        }
    }

    [LoggerMessage(LogEvents.Rtc + 1, LogLevel.Warning, "An event of LiveKit's native library, {Length} bytes, could not be read and is ignored")]
    public static partial void NativeEventUnreadable(this ILogger logger, int length, Exception? exception);

    [LoggerMessage(LogEvents.Rtc + 2, LogLevel.Error, "Handling an event of LiveKit's native library failed; the event is lost")]
    public static partial void NativeEventFailed(this ILogger logger, Exception exception);

    [LoggerMessage(LogEvents.Rtc + 3, LogLevel.Critical, "LiveKit's native library failed, and its rooms have ended: {Message}")]
    public static partial void NativeLibraryFailed(this ILogger logger, string message);

    [LoggerMessage(LogEvents.Rtc + 4, LogLevel.Warning, "LiveKit's native library refused the request {Request}")]
    public static partial void NativeRequestRefused(this ILogger logger, string request);

    [LoggerMessage(LogEvents.Rtc + 5, LogLevel.Warning, "Handle {Handle} was dropped, but LiveKit's native library does not know it")]
    public static partial void NativeHandleUnknown(this ILogger logger, ulong handle);

    [LoggerMessage(LogEvents.Rtc + 6, LogLevel.Error, "An observer of room {Room} threw; other observers and the room go on")]
    public static partial void RoomObserverFailed(this ILogger logger, string room, Exception exception);

    [LoggerMessage(LogEvents.Rtc + 7, LogLevel.Warning, "Could not {Step} within {Limit}; the room is left without it")]
    public static partial void RoomStepTimedOut(this ILogger logger, string step, TimeSpan limit);

    [LoggerMessage(LogEvents.Rtc + 8, LogLevel.Warning, "Could not {Step}; the room is left without it")]
    public static partial void RoomStepFailed(this ILogger logger, string step, Exception exception);

    [LoggerMessage(LogEvents.Rtc + 9, LogLevel.Warning, "A text stream on topic {Topic} broke off and is ignored: {Error}")]
    public static partial void TextStreamLost(this ILogger logger, string topic, string error);

    [LoggerMessage(LogEvents.Rtc + 10, LogLevel.Warning, "Track {Track} of {Participant} could not be subscribed to: {Error}")]
    public static partial void SubscriptionFailed(this ILogger logger, string track, string participant, string error);

    [LoggerMessage(LogEvents.Rtc + 11, LogLevel.Information, "Connected to room {Room} as {Identity}")]
    public static partial void RoomConnected(this ILogger logger, string room, string identity);

    [LoggerMessage(LogEvents.Rtc + 12, LogLevel.Information, "Disconnected from room {Room}: {Reason}")]
    public static partial void RoomDisconnected(this ILogger logger, string room, DisconnectReason reason);

    [LoggerMessage(LogEvents.Rtc + 13, LogLevel.Warning, "The connection to room {Room} is being restored")]
    public static partial void RoomReconnecting(this ILogger logger, string room);

    [LoggerMessage(LogEvents.Rtc + 14, LogLevel.Information, "The connection to room {Room} is restored")]
    public static partial void RoomReconnected(this ILogger logger, string room);

    [LoggerMessage(LogEvents.Rtc + 15, LogLevel.Error, "Sending the frames of a track failed; the track stays silent")]
    public static partial void FramePumpFailed(this ILogger logger, Exception exception);

    [LoggerMessage(LogEvents.Rtc + 16, LogLevel.Warning, "A byte stream on topic {Topic} is not received: {Reason}")]
    public static partial void ByteStreamLost(this ILogger logger, string topic, string reason);

    [LoggerMessage(EventId = LogEvents.Rtc + 20, Message = "{Target}: {NativeMessage}")]
    private static partial void NativeMessage(this ILogger logger, LogLevel level, string target, string nativeMessage);

    // The library repeats whole requests and answers in its warnings, tokens and texts among them: for Debug alone. What
    // went wrong comes back to the caller as an exception, or as an event.
    private static LogLevel LevelOf(Ffi.LogRecord record) =>
        record.Level is Ffi.LogLevel.LogError or Ffi.LogLevel.LogWarn ? LogLevel.Debug : LogLevel.Trace;

    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+(\.[\w-]*)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    // A refusal repeats the token in its body, which is logged as a list of bytes.
    [GeneratedRegex(@"body: Some\(\[[^\]]*\]\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnswerBody();
}
