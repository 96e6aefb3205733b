namespace WarmTransfer.Emulator;

/// <summary>A LiveKit on your machine: rooms, participants, SIP trunks and calls, behind the server API of a real one.</summary>
/// <remarks>
/// Made with <c>new</c> it is used in process, without a socket and on the caller's thread, which is what a
/// <see cref="VirtualTime"/> needs. <see cref="StartAsync"/> opens a port on 127.0.0.1 as well, for programs that speak HTTP.
/// </remarks>
public sealed class LiveKitEmulator : IAsyncDisposable
{
    // A name of the reserved kind (RFC 6761): a client that leaves the process by mistake reaches nobody.
    private static readonly Uri InProcessUrl = new("http://livekit.test");

    private readonly LiveKitEmulatorOptions _options;
    private readonly TwirpServer _server;
    private EmulatorListener? _listener;

    /// <summary>Initializes an emulator that is used in process.</summary>
    /// <param name="options">How it is set up. Default: every default of <see cref="LiveKitEmulatorOptions"/>.</param>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message lists every one.</exception>
    public LiveKitEmulator(LiveKitEmulatorOptions? options = null)
    {
        _options = options ?? new LiveKitEmulatorOptions();
        if (_options.FindErrors() is { Count: > 0 } errors)
            throw new ArgumentException("The emulator cannot be set up. " + string.Join(' ', errors), nameof(options));

        var ids = new IdSource(_options.RandomSeed);
        Trunks = new TrunkRegistry(ids);
        _server = new TwirpServer(new TokenVerifier(ApiKey, ApiSecret, TimeProvider), [SipMethods.Create(Trunks)]);
    }

    /// <summary>Gets the address: <c>http://127.0.0.1:port</c> when started, otherwise a name that only <see cref="CreateHandler"/> answers to.</summary>
    public Uri Url => _listener?.Url ?? InProcessUrl;

    /// <summary>Gets the API key.</summary>
    public string ApiKey => _options.ApiKey;

    /// <summary>Gets the secret tokens are signed with.</summary>
    public string ApiSecret => _options.ApiSecret;

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>Gets which LiveKit this is.</summary>
    public Edition Edition => _options.Edition;

    internal TrunkRegistry Trunks { get; }

    /// <summary>Starts an emulator that also answers on <c>127.0.0.1:</c><see cref="LiveKitEmulatorOptions.Port"/>.</summary>
    /// <param name="options">How it is set up. Default: every default of <see cref="LiveKitEmulatorOptions"/>, on a free port.</param>
    /// <param name="cancellationToken">Gives up; nothing stays open.</param>
    /// <returns>The emulator, listening. Dispose it to close the port.</returns>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message lists every one.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LiveKitEmulator> StartAsync(LiveKitEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new LiveKitEmulator(options);
        emulator._listener = await EmulatorListener.StartAsync(emulator._server, emulator._options.Port, cancellationToken);
        return emulator;
    }

    /// <summary>Makes a handler for an <see cref="HttpClient"/> that answers in process, whatever the host of the request.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_server);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_listener is { } listener)
            await listener.DisposeAsync();
    }
}
