using WarmTransfer;
using WarmTransfer.Emulator;

namespace SupportLine;

/// <summary>The LiveKit emulator of another terminal: <c>samples/LocalLiveKit</c>.</summary>
internal static class LocalServer
{
    public const string AgentName = "support-line";

    public const string CallerIdentity = "caller";

    /// <exception cref="InvalidOperationException">An environment variable is missing; the message names each.</exception>
    public static LiveKitBackend Connect()
    {
        var credentials = LiveKitCredentials.FromEnvironment();
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        return new LiveKitBackend(new LiveKitServerClient(http, credentials), new EmulatorRoomConnector());
    }
}
