using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What the server API logs: methods, statuses and times. What the server said may hold a phone number, so it is for Debug alone.</summary>
internal static partial class TwirpLog
{
    [LoggerMessage(LogEvents.Twirp + 1, LogLevel.Debug, "LiveKit {Method} answered {Status} after {Milliseconds:F0} ms")]
    public static partial void ServerAnswered(this ILogger logger, string method, int status, double milliseconds);

    [LoggerMessage(LogEvents.Twirp + 2, LogLevel.Debug, "LiveKit {Method} was not answered: {Error} after {Milliseconds:F0} ms")]
    public static partial void ServerNotAnswered(this ILogger logger, string method, HttpRequestError error, double milliseconds);

    [LoggerMessage(LogEvents.Twirp + 3, LogLevel.Debug, "LiveKit {Method} failed with {Code}: {ServerMessage}")]
    public static partial void ServerRefused(this ILogger logger, string method, TwirpErrorCode code, string serverMessage);

    [LoggerMessage(LogEvents.Twirp + 4, LogLevel.Warning, "LiveKit {Method} is sent again in {Milliseconds:F0} ms: attempt {Attempt} of {MaxAttempts}")]
    public static partial void SendingAgain(this ILogger logger, string method, int attempt, int maxAttempts, double milliseconds);
}
