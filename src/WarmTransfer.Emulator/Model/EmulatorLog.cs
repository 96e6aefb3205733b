using Microsoft.Extensions.Logging;

namespace WarmTransfer.Emulator;

/// <summary>What the emulator logs.</summary>
internal static partial class EmulatorLog
{
    [LoggerMessage(LogEvents.Emulator + 1, LogLevel.Error, "An observer of the emulated LiveKit threw")]
    public static partial void EmulatorObserverFailed(this ILogger logger, Exception exception);

    [LoggerMessage(LogEvents.Emulator + 2, LogLevel.Warning, "A byte stream on topic {Topic} is not received: {Reason}")]
    public static partial void EmulatedByteStreamLost(this ILogger logger, string topic, string reason);
}
