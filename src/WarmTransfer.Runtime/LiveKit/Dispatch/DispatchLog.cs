using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What guarded dispatches log. What agents are told is left out.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(LogEvents.Dispatch + 1, LogLevel.Warning, "No agent {Agent} came into room {Room} within {Limit}")]
    public static partial void NobodyCame(this ILogger logger, string agent, string room, TimeSpan limit);

    [LoggerMessage(LogEvents.Dispatch + 2, LogLevel.Debug, "Could not see who is in room {Room}")]
    public static partial void LookFailed(this ILogger logger, string room, Exception exception);

    [LoggerMessage(LogEvents.Dispatch + 3, LogLevel.Warning, "Dispatch {Dispatch} in room {Room} could not be taken back; an agent may still come")]
    public static partial void DispatchNotTakenBack(this ILogger logger, string dispatch, string room, Exception exception);
}
