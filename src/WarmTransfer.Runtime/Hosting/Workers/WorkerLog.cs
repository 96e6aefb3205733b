using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What workers log. Tokens, metadata of jobs and what people say are never part of it.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(200, LogLevel.Information, "Worker {Agent} is registered as {WorkerId}")]
    public static partial void Registered(ILogger logger, string agent, string workerId);

    [LoggerMessage(201, LogLevel.Warning, "Worker {Agent} lost its connection with {Jobs} jobs running, which go on; it connects again in {Delay}")]
    public static partial void ConnectionLost(ILogger logger, string agent, int jobs, TimeSpan delay);

    [LoggerMessage(202, LogLevel.Error, "Worker {Agent} could not register; it tries again in {Delay}. If the server refused the token, check the API key and secret")]
    public static partial void NotRegistered(ILogger logger, string agent, TimeSpan delay, Exception error);

    [LoggerMessage(203, LogLevel.Warning, "Worker {Agent} was sent a message of {Length} bytes that cannot be read; it is left out")]
    public static partial void UnreadableMessage(ILogger logger, string agent, int length);

    [LoggerMessage(204, LogLevel.Information, "Job {Job} for {Agent} in room {Room} begins")]
    public static partial void JobBegins(ILogger logger, string job, string agent, string room);

    [LoggerMessage(205, LogLevel.Information, "Job {Job} in room {Room} has ended: {Reason}")]
    public static partial void JobEnded(ILogger logger, string job, string room, JobEndReason reason);

    [LoggerMessage(206, LogLevel.Error, "Job {Job} in room {Room} failed; other jobs go on")]
    public static partial void JobFailed(ILogger logger, string job, string room, Exception error);

    [LoggerMessage(207, LogLevel.Warning, "Job {Job} in room {Room} did not end within {Limit} after it was cancelled; the worker leaves the room without it")]
    public static partial void JobAbandoned(ILogger logger, string job, string room, TimeSpan limit);

    [LoggerMessage(208, LogLevel.Debug, "Job {Job} is declined: {Reason}")]
    public static partial void JobDeclined(ILogger logger, string job, string reason);

    [LoggerMessage(209, LogLevel.Error, "The handler of offers threw for job {Job}, which is declined")]
    public static partial void OfferHandlerFailed(ILogger logger, string job, Exception error);

    [LoggerMessage(210, LogLevel.Information, "Worker {Agent} takes no more jobs; {Jobs} are left {Limit} to end")]
    public static partial void Draining(ILogger logger, string agent, int jobs, TimeSpan limit);

    [LoggerMessage(211, LogLevel.Warning, "A callback of job {Job} threw while it was being cancelled")]
    public static partial void CancellationFailed(ILogger logger, string job, Exception error);

    [LoggerMessage(213, LogLevel.Warning, "Job {Job} in room {Room} threw while it was ending")]
    public static partial void JobThrewWhileEnding(ILogger logger, string job, string room, Exception error);

    [LoggerMessage(214, LogLevel.Error, "Worker {Agent} could not deal with a message ({Kind}); it is left out")]
    public static partial void MessageFailed(ILogger logger, string agent, string kind, Exception error);

    [LoggerMessage(212, LogLevel.Warning, "Worker {Agent}'s measure of the machine's use threw; the load is taken from its jobs alone")]
    public static partial void MeasureFailed(ILogger logger, string agent, Exception error);
}
