using Microsoft.Extensions.Logging;

namespace WarmTransfer.Emulator;

/// <summary>What the emulator logs.</summary>
internal static partial class EmulatorLog
{
    [LoggerMessage(LogEvents.Emulator + 1, LogLevel.Error, "An observer of the emulated LiveKit threw")]
    public static partial void EmulatorObserverFailed(this ILogger logger, Exception exception);
}
