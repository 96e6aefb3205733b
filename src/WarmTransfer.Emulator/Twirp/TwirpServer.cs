namespace WarmTransfer.Emulator;

/// <summary>The server API, free of the transport: token, route, decoding, the method, encoding (Twirp specification v7).</summary>
/// <param name="tokens">Verifies the tokens.</param>
/// <param name="services">The services it has.</param>
/// <param name="timeProvider">The clock of delays.</param>
internal sealed class TwirpServer(TokenVerifier tokens, IReadOnlyCollection<TwirpService> services, TimeProvider timeProvider)
{
    /// <summary>The most a request body may hold, in bytes.</summary>
    public const int MaxBodySize = 1024 * 1024;

    private const string Prefix = "/twirp/";
    private const string Package = "livekit.";
    private const string Bearer = "Bearer ";

    private readonly Dictionary<string, TwirpService> _services = services.ToDictionary(service => service.Name, StringComparer.Ordinal);

    /// <summary>What goes wrong with the next requests.</summary>
    public FaultPlan Faults { get; } = new(timeProvider, services.SelectMany(service => service.Methods.Select(method => FullName(service, method))));

    /// <summary>Answers a request. Every expected error is an answer too; an exception is a bug of the emulator.</summary>
    /// <param name="request">The request.</param>
    /// <param name="aborted">Tells that the caller has gone away. What the request set in motion may well go on.</param>
    /// <exception cref="ConnectionDroppedException">The connection is to be dropped without an answer.</exception>
    public async ValueTask<EmulatorResponse> HandleAsync(EmulatorRequest request, CancellationToken aborted)
    {
        if (request.Body.Length > MaxBodySize)
            return EmulatorResponse.Text(413, "request body too large");

        // Not part of LiveKit, and so without its tokens: who reaches the port may let it fail.
        if (FaultEndpoint.Has(request.Path))
            return FaultEndpoint.Answer(Faults, request);

        try
        {
            return await RouteAsync(request, Authenticate(request), aborted);
        }
        catch (TokenRejectedException exception)
        {
            return EmulatorResponse.Text(401, exception.Message);
        }
        catch (TwirpException exception)
        {
            return TwirpErrorWriter.Write(exception);
        }
    }

    /// <summary>Says with what a request for a worker's socket is refused; <see langword="null"/> when it is not.</summary>
    public EmulatorResponse? RefuseWorker(EmulatorRequest request)
    {
        try
        {
            return WorkerUpgrade.Refuse(Authenticate(request));
        }
        catch (TokenRejectedException exception)
        {
            return EmulatorResponse.Text(401, exception.Message);
        }
    }

    // A request without a token goes on without grants: what it lacks is said in the form of the method it calls.
    private TokenGrants Authenticate(EmulatorRequest request)
    {
        if (request.Authorization.Length == 0)
            return QueryToken(request.Query) is { Length: > 0 } token ? tokens.Verify(token) : TokenGrants.None;
        if (!request.Authorization.StartsWith(Bearer, StringComparison.Ordinal))
            throw new TokenRejectedException("invalid authorization header. Must start with Bearer ");
        return tokens.Verify(request.Authorization.AsSpan(Bearer.Length));
    }

    private static string? QueryToken(string query)
    {
        const string Name = "access_token=";
        var pair = query.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith(Name, StringComparison.Ordinal));
        return pair is null ? null : Uri.UnescapeDataString(pair[Name.Length..]);
    }

    private async ValueTask<EmulatorResponse> RouteAsync(EmulatorRequest request, TokenGrants grants, CancellationToken aborted)
    {
        if (request.Path == RtcValidation.Path)
            return RtcValidation.Answer(grants);
        if (request.Path == WorkerUpgrade.Path)
            return WorkerUpgrade.NoUpgrade;
        if (!request.Path.StartsWith(Prefix, StringComparison.Ordinal))
            return NotFound();
        var (name, method) = Split(request.Path[Prefix.Length..]);
        if (!_services.TryGetValue(name, out var service))
            return NotFound();
        if (method is null)
            return EmulatorResponse.MovedPermanently(request.Path + "/" + request.Query);
        if (request.Method != "POST")
            throw BadRoute(request, $"unsupported method \"{request.Method}\" (only POST is allowed)");
        if (service.Find(method) is not { } handle)
            throw BadRoute(request, $"no handler for path \"{request.Path}\"");
        if (TwirpEncoding.Of(request.ContentType) is not { } encoding)
            throw BadRoute(request, $"unexpected Content-Type: \"{request.ContentType}\"");

        return await Faults.RunAsync(FullName(service, method), async () => encoding.Write(await handle(encoding, request.Body, grants, aborted)), aborted);
    }

    // As methods are named everywhere but in the path: RoomService/CreateRoom.
    private static string FullName(TwirpService service, string method) => $"{service.Name[Package.Length..]}/{method}";

    private static (string Service, string? Method) Split(string route)
    {
        var slash = route.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (route, null) : (route[..slash], route[(slash + 1)..]);
    }

    private static EmulatorResponse NotFound() => EmulatorResponse.Text(404, "404 page not found\n");

    private static TwirpException BadRoute(EmulatorRequest request, string message) =>
        new("bad_route", message, new Dictionary<string, string> { ["twirp_invalid_route"] = $"{request.Method} {request.Path}" });
}
