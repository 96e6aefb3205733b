using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The log of the native library and of the binding. Tokens and what is said are never part of it.</summary>
internal static partial class FfiLog
{
    /// <summary>Replaces what looks like a token: the library and the server repeat it in some of their errors.</summary>
    public static string Redact(string text) => Token().Replace(text, "(token)");

    /// <summary>Tells whether any of the library's own log would be written.</summary>
    public static bool IsWanted(ILogger logger) => logger.IsEnabled(LogLevel.Debug);

    /// <summary>Writes the library's own log, at Debug and below.</summary>
    public static void Forward(ILogger logger, Ffi.LogBatch batch)
    {
        foreach (var record in batch.Records)
        {
            var level = LevelOf(record);
            if (logger.IsEnabled(level))
                Native(logger, level, record.Target, Redact(AnswerBody().Replace(record.Message, "body: (not shown)")));
        }
    }

    [LoggerMessage(301, LogLevel.Warning, "An event of LiveKit's native library, {Length} bytes, could not be read and is ignored")]
    public static partial void Malformed(ILogger logger, int length, Exception? exception);

    [LoggerMessage(302, LogLevel.Error, "Handling an event of LiveKit's native library failed; the event is lost")]
    public static partial void EventFailed(ILogger logger, Exception exception);

    [LoggerMessage(303, LogLevel.Critical, "LiveKit's native library failed, and its rooms have ended: {Message}")]
    public static partial void Panicked(ILogger logger, string message);

    [LoggerMessage(304, LogLevel.Warning, "LiveKit's native library refused the request {Request}")]
    public static partial void Refused(ILogger logger, string request);

    [LoggerMessage(305, LogLevel.Warning, "Handle {Handle} was dropped, but LiveKit's native library does not know it")]
    public static partial void UnknownHandle(ILogger logger, ulong handle);

    [LoggerMessage(306, LogLevel.Error, "An observer of room {Room} threw; other observers and the room go on")]
    public static partial void ObserverFailed(ILogger logger, string room, Exception exception);

    [LoggerMessage(307, LogLevel.Warning, "Could not {Step} within {Limit}; the room is left without it")]
    public static partial void StepTimedOut(ILogger logger, string step, TimeSpan limit);

    [LoggerMessage(308, LogLevel.Warning, "Could not {Step}; the room is left without it")]
    public static partial void StepFailed(ILogger logger, string step, Exception exception);

    [LoggerMessage(309, LogLevel.Warning, "A text stream on topic {Topic} broke off and is ignored: {Error}")]
    public static partial void TextLost(ILogger logger, string topic, string error);

    [LoggerMessage(310, LogLevel.Warning, "Track {Track} of {Participant} could not be subscribed to: {Error}")]
    public static partial void SubscriptionFailed(ILogger logger, string track, string participant, string error);

    [LoggerMessage(311, LogLevel.Information, "Connected to room {Room} as {Identity}")]
    public static partial void Connected(ILogger logger, string room, string identity);

    [LoggerMessage(312, LogLevel.Information, "Disconnected from room {Room}: {Reason}")]
    public static partial void Disconnected(ILogger logger, string room, DisconnectReason reason);

    [LoggerMessage(313, LogLevel.Warning, "The connection to room {Room} is being restored")]
    public static partial void Reconnecting(ILogger logger, string room);

    [LoggerMessage(314, LogLevel.Information, "The connection to room {Room} is restored")]
    public static partial void Reconnected(ILogger logger, string room);

    [LoggerMessage(315, LogLevel.Error, "Sending the frames of a track failed; the track stays silent")]
    public static partial void TurnFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 320, Message = "{Target}: {NativeMessage}")]
    private static partial void Native(ILogger logger, LogLevel level, string target, string nativeMessage);

    // The library repeats whole requests and answers in its warnings, tokens and texts among them: for Debug alone. What
    // went wrong comes back to whoever asked, as an exception, or as an event.
    private static LogLevel LevelOf(Ffi.LogRecord record) =>
        record.Level is Ffi.LogLevel.LogError or Ffi.LogLevel.LogWarn ? LogLevel.Debug : LogLevel.Trace;

    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+(\.[\w-]*)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    // A refusal repeats the token in its body, which is logged as a list of bytes.
    [GeneratedRegex(@"body: Some\(\[[^\]]*\]\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnswerBody();
}
