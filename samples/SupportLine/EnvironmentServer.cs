using Microsoft.Extensions.Logging;
using WarmTransfer;
using WarmTransfer.Emulator;

namespace SupportLine;

/// <summary>The LiveKit of the environment variables: with <c>--livekit</c> a real one, else <c>samples/LocalLiveKit</c> in another terminal.</summary>
internal sealed class EnvironmentServer : IDisposable
{
    public const string AgentName = "support-line";

    public const string CallerIdentity = "caller";

    private const string TrunkVariable = "LIVEKIT_SIP_OUTBOUND_TRUNK";

    // The trunk that samples/LocalLiveKit has from the start.
    private const string LocalTrunk = "ST_local";

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private EnvironmentServer(IRoomConnector rooms, string trunk)
    {
        LiveKit = new LiveKitBackend(new LiveKitServerClient(_http, LiveKitCredentials.FromEnvironment()), rooms);
        Trunk = trunk;
    }

    public LiveKitBackend LiveKit { get; }

    /// <summary>Gets the trunk to call humans through.</summary>
    public string Trunk { get; }

    /// <exception cref="InvalidOperationException">An environment variable is missing; the message names each.</exception>
    public static EnvironmentServer Connect(SampleOptions options, ILoggerFactory logs)
    {
        var trunk = Variable(TrunkVariable);
        if (!options.LiveKit)
            return new EnvironmentServer(new EmulatorRoomConnector(), trunk ?? LocalTrunk);

        ThrowIfMissing(Variable, options.Call);
        // Who only calls the worker dials nobody.
        return new EnvironmentServer(new RtcRoomConnector(logger: logs.CreateLogger<RtcRoomConnector>()), trunk ?? "");
    }

    public void Dispose() => _http.Dispose();

    internal static void ThrowIfMissing(Func<string, string?> variable, bool callsAWorker)
    {
        List<string> needed = [LiveKitCredentials.UrlVariable, LiveKitCredentials.ApiKeyVariable, LiveKitCredentials.ApiSecretVariable];
        if (!callsAWorker)
            needed.Add(TrunkVariable);
        if (string.Join(", ", needed.Where(name => variable(name) is null)) is { Length: > 0 } missing)
            throw new InvalidOperationException($"--livekit needs a LiveKit server, and an outbound trunk of its SIP service (ST_…) to call through. Set {missing}.");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
