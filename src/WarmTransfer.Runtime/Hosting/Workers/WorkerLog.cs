using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What workers log. Tokens, metadata of jobs and what people say are never part of it.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(LogEvents.Workers + 1, LogLevel.Information, "Worker {Agent} is registered as {WorkerId}")]
    public static partial void WorkerRegistered(this ILogger logger, string agent, string workerId);

    [LoggerMessage(LogEvents.Workers + 2, LogLevel.Warning, "Worker {Agent} lost its connection with {Jobs} jobs running, which go on; it connects again in {Delay}")]
    public static partial void WorkerConnectionLost(this ILogger logger, string agent, int jobs, TimeSpan delay);

    [LoggerMessage(LogEvents.Workers + 3, LogLevel.Error, "Worker {Agent} could not register; it tries again in {Delay}. If the server refused the token, check the API key and secret")]
    public static partial void WorkerNotRegistered(this ILogger logger, string agent, TimeSpan delay, Exception exception);

    [LoggerMessage(LogEvents.Workers + 4, LogLevel.Warning, "Worker {Agent} was sent a message of {Length} bytes that cannot be read; it is left out")]
    public static partial void WorkerMessageUnreadable(this ILogger logger, string agent, int length);

    [LoggerMessage(LogEvents.Workers + 5, LogLevel.Error, "Worker {Agent} could not deal with a message ({Kind}); it is left out")]
    public static partial void WorkerMessageFailed(this ILogger logger, string agent, string kind, Exception exception);

    [LoggerMessage(LogEvents.Workers + 6, LogLevel.Information, "Worker {Agent} takes no more jobs; {Jobs} are left {Limit} to end")]
    public static partial void WorkerDraining(this ILogger logger, string agent, int jobs, TimeSpan limit);

    [LoggerMessage(LogEvents.Workers + 7, LogLevel.Warning, "Worker {Agent}'s measure of the machine's use threw; the load is taken from its jobs alone")]
    public static partial void MeasureFailed(this ILogger logger, string agent, Exception exception);

    [LoggerMessage(LogEvents.Workers + 8, LogLevel.Debug, "Job {Job} is declined: {Reason}")]
    public static partial void JobDeclined(this ILogger logger, string job, string reason);

    [LoggerMessage(LogEvents.Workers + 9, LogLevel.Error, "The handler of offers threw for job {Job}, which is declined")]
    public static partial void OfferHandlerFailed(this ILogger logger, string job, Exception exception);

    [LoggerMessage(LogEvents.Workers + 10, LogLevel.Information, "Job {Job} for {Agent} in room {Room} begins")]
    public static partial void JobBegins(this ILogger logger, string job, string agent, string room);

    [LoggerMessage(LogEvents.Workers + 11, LogLevel.Information, "Job {Job} in room {Room} has ended: {Reason}")]
    public static partial void JobEnded(this ILogger logger, string job, string room, JobEndReason reason);

    [LoggerMessage(LogEvents.Workers + 12, LogLevel.Error, "Job {Job} in room {Room} failed; other jobs go on")]
    public static partial void JobFailed(this ILogger logger, string job, string room, Exception exception);

    [LoggerMessage(LogEvents.Workers + 13, LogLevel.Warning, "Job {Job} in room {Room} threw while it was ending")]
    public static partial void JobThrewWhileEnding(this ILogger logger, string job, string room, Exception exception);

    [LoggerMessage(LogEvents.Workers + 14, LogLevel.Warning, "A callback of job {Job} threw while it was being cancelled")]
    public static partial void JobCancellationFailed(this ILogger logger, string job, Exception exception);

    [LoggerMessage(LogEvents.Workers + 15, LogLevel.Warning, "Job {Job} in room {Room} did not end within {Limit} after it was cancelled; the worker leaves the room without it")]
    public static partial void JobAbandoned(this ILogger logger, string job, string room, TimeSpan limit);
}
