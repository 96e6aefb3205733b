using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The log of the server API: methods, statuses and times. What the server said may hold a phone number, so it is for Debug alone.</summary>
internal static partial class TwirpLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "LiveKit {Method} answered {Status} after {Milliseconds:F0} ms")]
    public static partial void Answered(ILogger logger, string method, int status, double milliseconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "LiveKit {Method} was not answered: {Error} after {Milliseconds:F0} ms")]
    public static partial void NotAnswered(ILogger logger, string method, HttpRequestError error, double milliseconds);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "LiveKit {Method} failed with {Code}: {ServerMessage}")]
    public static partial void Failed(ILogger logger, string method, TwirpErrorCode code, string serverMessage);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "LiveKit {Method} is sent again in {Milliseconds:F0} ms: attempt {Attempt} of {MaxAttempts}")]
    public static partial void SendingAgain(ILogger logger, string method, int attempt, int maxAttempts, double milliseconds);
}
