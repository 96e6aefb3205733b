using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer;

/// <summary>Joins rooms of a real LiveKit server, through LiveKit's own native media library.</summary>
/// <remarks>
/// The library is loaded when the first room is joined, once per process. It is looked for beside the application and in
/// its <c>runtimes/&lt;rid&gt;/native</c> folder (where NuGet package Livekit.Rtc.Dotnet puts it), then where
/// <see cref="RtcOptions.LibraryPath"/> or the environment variable <c>LIVEKIT_FFI_PATH</c> says.
/// </remarks>
public sealed class RtcRoomConnector : IRoomConnector
{
    private const string Method = "join";

    private readonly TimeSpan _connectTimeout;
    private readonly TimeSpan _disconnectTimeout;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Func<FfiClient> _client;

    /// <summary>Initializes a new instance of the <see cref="RtcRoomConnector"/> class.</summary>
    /// <param name="options">How to join; copied. Default: as <see cref="RtcOptions"/> says.</param>
    /// <param name="logger">Receives the rooms' log, and the native library's. Default: none.</param>
    /// <param name="timeProvider">The clock of the deadlines. Default: the system's.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RtcRoomConnector(RtcOptions? options = null, ILogger<RtcRoomConnector>? logger = null, TimeProvider? timeProvider = null)
        : this(options ?? new RtcOptions(), logger ?? NullLogger<RtcRoomConnector>.Instance, timeProvider ?? TimeProvider.System, client: null)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="RtcRoomConnector"/> class, on another library than the process's.</summary>
    internal RtcRoomConnector(RtcOptions options, ILogger logger, TimeProvider time, Func<FfiClient>? client)
    {
        if (string.Join("; ", options.FindProblems()) is { Length: > 0 } problems)
            throw new ArgumentException(problems + ".", nameof(options));

        _connectTimeout = options.ConnectTimeout;
        _disconnectTimeout = options.DisconnectTimeout;
        _logger = logger;
        _time = time;
        var libraryPath = options.LibraryPath;
        _client = client ?? (() => FfiClient.Shared(libraryPath, logger));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The address is no LiveKit server's, or the token is empty.</exception>
    /// <exception cref="DllNotFoundException">LiveKit's native library is in none of the places; the message names them.</exception>
    public async Task<IRoom> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default)
    {
        CheckUrl(url);
        CheckToken(token);
        cancellationToken.ThrowIfCancellationRequested();

        var joining = JoinAsync(_client(), url, token);
        using var limit = new CancellationTokenSource(_connectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        RtcRoom room;
        try
        {
            room = await joining.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The library cannot be told to give up; if it gets in after all, it leaves again.
            _ = LeaveAgainAsync(joining);
            cancellationToken.ThrowIfCancellationRequested();
            throw new LiveKitException(Method, TwirpErrorCode.None, statusCode: null, $"{url.Authority} did not let us in within {_connectTimeout.TotalSeconds:0.#} s");
        }

        await StartAsync(room, either.Token, cancellationToken);
        return room;
    }

    private async Task<RtcRoom> JoinAsync(FfiClient client, Uri url, string token) => await client.CallAsync(
        id => new Ffi.FfiRequest
        {
            Connect = new Ffi.ConnectRequest
            {
                Url = url.AbsoluteUri,
                Token = token,
                RequestAsyncId = id,
                Options = new Ffi.RoomOptions
                {
                    // Audio is subscribed to one by one, so that no video is fetched for nothing.
                    AutoSubscribe = false,
                    AdaptiveStream = false,
                    Dynacast = false,
                    // The caller decides whether to try again.
                    JoinRetries = 0,
                    ConnectTimeoutMs = (ulong)_connectTimeout.TotalMilliseconds,
                },
            },
        },
        answer => Joined(client, answer.Connect, url, token));

    // On the thread of events, so that no event of the room comes before the room is there.
    private RtcRoom? Joined(FfiClient client, Ffi.ConnectCallback? answer, Uri url, string token)
    {
        if (answer is null)
            return null;
        if (answer.MessageCase is not Ffi.ConnectCallback.MessageOneofCase.Result)
            throw Refused(url, answer.Error.Replace(token, "(token)", StringComparison.Ordinal));
        return RtcRoom.Open(client, answer.Result, _disconnectTimeout, _logger, _time);
    }

    // The server tells the room's id a little after the door is open.
    private static async Task StartAsync(RtcRoom room, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            await room.StartAsync(limit);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The room works without an id, too.
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    private static async Task LeaveAgainAsync(Task<RtcRoom> joining)
    {
        try
        {
            var room = await joining;
            await room.DisposeAsync();
        }
        catch (Exception)
        {
            // It did not get in after all, which is what was wanted.
        }
    }

    private static void CheckToken(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("The token holds a space, a line break or another character that no token has: pass it as it was signed.", nameof(token));
    }

    private static void CheckUrl(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        const string Expected = "expected a LiveKit server's, such as wss://my-project.livekit.cloud or ws://localhost:7880";
        if (!url.IsAbsoluteUri || url.Scheme is not ("ws" or "wss" or "http" or "https") || url.Host.Length == 0)
            throw new ArgumentException($"\"{url.OriginalString}\" is no address of a server: {Expected}.", nameof(url));
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw new ArgumentException($"The address of {url.Authority} has a user, query or fragment, which LiveKit's never has: {Expected}.", nameof(url));
    }

    // The library hands over text alone. The status in it is the one thing to rely on; the rest is for people.
    private static LiveKitException Refused(Uri url, string error)
    {
        var status = RtcErrorText.StatusOf(error);
        var code = status switch
        {
            HttpStatusCode.Unauthorized => TwirpErrorCode.Unauthenticated,
            HttpStatusCode.Forbidden => TwirpErrorCode.PermissionDenied,
            HttpStatusCode.NotFound => TwirpErrorCode.NotFound,
            HttpStatusCode.TooManyRequests => TwirpErrorCode.ResourceExhausted,
            HttpStatusCode.ServiceUnavailable => TwirpErrorCode.Unavailable,
            _ => TwirpErrorCode.None,
        };
        return new LiveKitException(Method, code, status, RtcErrorText.Explain(url, status, FfiLog.Redact(error)));
    }
}
