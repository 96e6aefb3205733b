using Microsoft.Extensions.Logging;

namespace WarmTransfer.Rtc.Tests;

/// <summary>A real LiveKit server to test against: the one of LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private readonly NativeLibraryFixture _native;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly List<IRoom> _rooms = [];

    private RealServer(NativeLibraryFixture native, string url, string key, string secret)
    {
        _native = native;
        Credentials = new LiveKitCredentials(url, key, secret);
        Api = new LiveKitServerClient(_http, Credentials);
        Connector = new RtcRoomConnector(new RtcOptions { LibraryPath = native.LibraryPath }, Log.CreateLogger<RtcRoomConnector>());
    }

    public LiveKitCredentials Credentials { get; }

    public LiveKitServerClient Api { get; }

    public RtcRoomConnector Connector { get; }

    public LiveKitBackend Backend => new(Api, Connector);

    public LogRecorder Log { get; } = new();

    public FfiClient Client => _native.Client(Log.CreateLogger<RtcRoomConnector>());

    /// <summary>Gets a room of this test alone.</summary>
    public string RoomName { get; } = "rtc-test-" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>Skips the test where there is no server.</summary>
    public static RealServer Use(NativeLibraryFixture native)
    {
        var url = Environment.GetEnvironmentVariable(LiveKitCredentials.UrlVariable);
        var key = Environment.GetEnvironmentVariable(LiveKitCredentials.ApiKeyVariable);
        var secret = Environment.GetEnvironmentVariable(LiveKitCredentials.ApiSecretVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(url) || string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret),
            "Needs a LiveKit server: set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET (docs/real-livekit.md).");
        return new RealServer(native, url!, key!, secret!);
    }

    public async Task<RtcRoom> JoinAsync(string identity, string? room = null, ParticipantKind kind = ParticipantKind.Standard, IReadOnlyDictionary<string, string>? attributes = null, Uri? through = null, bool ownMetadata = false)
    {
        var token = new AccessToken
        {
            Identity = identity,
            Kind = kind,
            Attributes = attributes,
            Video = new VideoGrant { RoomJoin = true, Room = room ?? RoomName, CanPublish = true, CanSubscribe = true, CanPublishData = true, CanUpdateOwnMetadata = ownMetadata },
            Lifetime = TimeSpan.FromMinutes(1),
        };
        var joined = (RtcRoom)await Connector.ConnectAsync(through ?? Credentials.Url, Api.SignToken(token), TestContext.Current.CancellationToken);
        _rooms.Add(joined);
        return joined;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var room in _rooms)
            await room.DisposeAsync();
        foreach (var room in await Api.ListRoomsAsync())
        {
            if (room.Name.StartsWith(RoomName, StringComparison.Ordinal))
                await Api.EnsureRoomDeletedAsync(room.Name, CancellationToken.None);
        }

        _http.Dispose();
    }
}
