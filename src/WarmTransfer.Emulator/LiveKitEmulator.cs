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
    private readonly RoomDirectory _rooms;
    private readonly SipService _sip;
    private readonly TwirpServer _server;
    private readonly InProcessRoomConnector _joins;
    private readonly Lazy<LiveKitBackend> _backend;
    private readonly WebhookSender? _webhooks;
    private EmulatorListener? _listener;

    /// <summary>Initializes an emulator that is used in process.</summary>
    /// <param name="options">How it is set up. Default: every default of <see cref="LiveKitEmulatorOptions"/>.</param>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message lists every one.</exception>
    public LiveKitEmulator(LiveKitEmulatorOptions? options = null)
    {
        options ??= new LiveKitEmulatorOptions();
        if (options.FindErrors() is { Count: > 0 } errors)
            throw new ArgumentException("The emulator cannot be set up. " + string.Join(' ', errors), nameof(options));
        _options = options.Copy();

        var ids = new IdSource(_options.RandomSeed);
        var tokens = new TokenVerifier(ApiKey, ApiSecret, TimeProvider);
        var trunks = new TrunkRegistry(ids);
        foreach (var trunk in _options.Trunks)
            trunks.Add(trunk);
        _rooms = new RoomDirectory(_options, ids);
        _webhooks = _options.Webhooks.Count > 0 ? new WebhookSender(_rooms, _options) : null;
        _sip = new SipService(_rooms, Phones, _options, trunks.Find, _options.SipTiming);
        _server = new TwirpServer(tokens, [RoomMethods.Create(_rooms), SipMethods.Create(_sip, trunks), AgentDispatchMethods.Create(_rooms)], TimeProvider);
        Rooms = _joins = new InProcessRoomConnector(_rooms, tokens, () => Url);
        Workers = new InProcessWorkerConnector(_rooms, _server);
        _backend = new Lazy<LiveKitBackend>(CreateBackend);
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
    public LiveKitEdition Edition => _options.Edition;

    /// <summary>Gets the phones that can be called, and the calls made to them.</summary>
    public PhoneBook Phones => _options.Phones;

    /// <summary>Gets what goes wrong with the next requests to the server API. Nothing, until something is added.</summary>
    public FaultPlan Faults => _server.Faults;

    /// <summary>Gets the way into its rooms, in process: audio and text without a network.</summary>
    public IRoomConnector Rooms { get; }

    /// <summary>Gets the way in for agent workers, in process: <c>/agent</c> without a socket.</summary>
    public IWorkerConnector Workers { get; }

    /// <summary>Gets server API and rooms together, in process and on the emulator's clock: what a <c>WarmTransferTask</c> works with.</summary>
    public LiveKitBackend Backend => _backend.Value;

    internal RoomDirectory Directory => _rooms;

    internal SipService Calls => _sip;

    /// <summary>Starts an emulator that also answers on <c>127.0.0.1:</c><see cref="LiveKitEmulatorOptions.Port"/>.</summary>
    /// <param name="options">How it is set up. Default: every default of <see cref="LiveKitEmulatorOptions"/>, on a free port.</param>
    /// <param name="cancellationToken">Gives up; nothing stays open.</param>
    /// <returns>The emulator, listening. Dispose it to close the port.</returns>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message lists every one.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LiveKitEmulator> StartAsync(LiveKitEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new LiveKitEmulator(options);
        emulator._listener = await EmulatorListener.StartAsync(emulator._server, emulator._rooms, emulator._joins, emulator._options, cancellationToken);
        return emulator;
    }

    /// <summary>Makes a handler for an <see cref="HttpClient"/> that answers in process, whatever the host of the request.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_server, TimeProvider);

    /// <summary>Drops the connection of every agent worker, as a failing network does. Their agents stay in the rooms.</summary>
    public void DropWorkers() => _rooms.Change(_rooms.Workers.DropAll);

    /// <summary>Checks that no room is open any more, that nobody is left in one, and that no call goes on.</summary>
    /// <remarks>A room that is empty and only waits for its timeout counts as left: close it, or wait until it has closed itself.</remarks>
    /// <param name="except">The rooms that may be open, such as that of a caller who is still talking; see also <see cref="AssertOnlyCallersLeft"/>.</param>
    /// <exception cref="InvalidOperationException">
    /// Something is left; the message lists every room, participant, track and call, a line each. Or a handler threw: what it
    /// threw has reached nobody else, and would go unseen.
    /// </exception>
    public void AssertNothingLeft(params IReadOnlyCollection<string> except)
    {
        ArgumentNullException.ThrowIfNull(except);
        AssertNothingElseLeft(except, call => except.Contains(call.RoomName));
    }

    /// <summary>
    /// Checks that nothing is left but callers: each with their AI in the room they joined, or gone from it, so that it is
    /// empty and closes by itself. So it should be after a transfer that did not connect: no other room, no phone that
    /// rings or is off the hook.
    /// </summary>
    /// <exception cref="InvalidOperationException">As <see cref="AssertNothingLeft"/>.</exception>
    public void AssertOnlyCallersLeft() => AssertNothingElseLeft(_rooms.CallerRooms(), call => call is EmulatedCaller);

    /// <summary>
    /// Shuts down: every room is closed, every call hung up, webhooks that wait are sent a last time, and the port is
    /// closed. A second time does nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _rooms.ShutDown();
        DropWorkers();
        if (_webhooks is { } webhooks)
            await webhooks.DisposeAsync();
        if (_listener is { } listener)
            await listener.DisposeAsync();
    }

    private void AssertNothingElseLeft(IReadOnlyCollection<string> rooms, Func<ISipCall, bool> mayGoOn)
    {
        string[] left =
        [
            .. _rooms.ListRooms([]).Where(room => !rooms.Contains(room.Name)).SelectMany(Describe),
            .. _sip.Calls.Where(call => !mayGoOn(call)).Select(call => call.Description),
        ];
        if (left.Length > 0)
            throw new InvalidOperationException($"Expected nothing left open; delete the rooms, or name those that may stay. Found:\n  {string.Join("\n  ", left)}");
        if (_rooms.Outbox.Failures is { Count: > 0 } failures)
            throw new InvalidOperationException($"Nothing is left open, but {failures.Count} handlers of room events, audio or phones threw; the first: {failures[0].Message}", new AggregateException(failures));
    }

    private LiveKitBackend CreateBackend()
    {
        var http = new HttpClient(CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        return new LiveKitBackend(new LiveKitServerClient(http, new LiveKitCredentials(Url.ToString(), ApiKey, ApiSecret), TimeProvider), Rooms);
    }

    private IEnumerable<string> Describe(Protocol.Room room)
    {
        var participants = _rooms.ListParticipants(room.Name);
        yield return $"room \"{room.Name}\"" + (participants.Count == 0 ? ", empty" : "");
        foreach (var participant in participants)
        {
            yield return $"participant '{participant.Identity}' ({participant.Kind}) in room \"{room.Name}\"";
            foreach (var track in participant.Tracks)
                yield return $"track '{track.Name}' of '{participant.Identity}' in room \"{room.Name}\"";
        }
    }
}
