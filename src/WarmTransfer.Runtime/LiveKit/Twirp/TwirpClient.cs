using System.Globalization;
using System.Net.Http.Headers;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>Carries protobuf messages to LiveKit and back: Twirp v7 over HTTP.</summary>
internal sealed class TwirpClient
{
    private const string ProtobufMediaType = "application/protobuf";

    private static readonly MediaTypeHeaderValue ProtobufContentType = new(ProtobufMediaType);

    private readonly HttpMessageInvoker _http;
    private readonly LiveKitCredentials _credentials;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TwirpRetry _retry;
    private readonly Uri _root;

    public TwirpClient(HttpMessageInvoker http, LiveKitCredentials credentials, TimeProvider time, ILogger logger)
    {
        _http = http;
        _credentials = credentials;
        _time = time;
        _logger = logger;
        _retry = new TwirpRetry(time, logger);
        _root = ToHttp(credentials.Url);
    }

    /// <summary>Makes one call: once, or again where that is safe and may help.</summary>
    /// <exception cref="LiveKitException">The server answered with an error, could not be reached, or took too long.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<TAnswer> CallAsync<TAnswer>(TwirpCall call, IMessage request, MessageParser<TAnswer> parser, CancellationToken cancellationToken)
        where TAnswer : IMessage<TAnswer>
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(call.Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return call.IsRead
                ? await _retry.RunAsync(call, token => SendAsync(call, request, parser, token), either.Token)
                : await SendAsync(call, request, parser, either.Token);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"LiveKit {call.Name} was cancelled.", exception, cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            throw TwirpError.TooLate(call, exception);
        }
    }

    private async Task<TAnswer> SendAsync<TAnswer>(TwirpCall call, IMessage message, MessageParser<TAnswer> parser, CancellationToken cancellationToken)
        where TAnswer : IMessage<TAnswer>
    {
        var started = _time.GetTimestamp();
        // Each request has a token of its own: on a header shared by concurrent calls one would go out with the other's grants.
        var token = _credentials.Sign(call.Grant, _time);
        using var request = CreateRequest(call, message, token);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            _logger.ServerAnswered(call.Name, (int)response.StatusCode, ElapsedMilliseconds(started));
            return await ReadAsync(call, response, parser, token, cancellationToken);
        }
        catch (LiveKitException exception)
        {
            _logger.ServerRefused(call.Name, exception.Code, exception.ServerMessage);
            throw;
        }
        catch (HttpRequestException exception)
        {
            _logger.ServerNotAnswered(call.Name, exception.HttpRequestError, ElapsedMilliseconds(started));
            throw TwirpError.Unreachable(call, _credentials.Url, exception);
        }
    }

    private HttpRequestMessage CreateRequest(TwirpCall call, IMessage message, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root, $"twirp/livekit.{call.Service}/{call.Method}"))
        {
            Content = new ByteArrayContent(message.ToByteArray()) { Headers = { ContentType = ProtobufContentType } },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static async Task<TAnswer> ReadAsync<TAnswer>(
        TwirpCall call,
        HttpResponseMessage response,
        MessageParser<TAnswer> parser,
        string token,
        CancellationToken cancellationToken)
        where TAnswer : IMessage<TAnswer>
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
            throw TwirpError.Read(call, response.StatusCode, mediaType, body, token);
        if (!string.Equals(mediaType, ProtobufMediaType, StringComparison.OrdinalIgnoreCase))
            throw TwirpError.NotLiveKit(call, response.StatusCode, mediaType);

        try
        {
            return parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw TwirpError.Unreadable(call, response.StatusCode, exception);
        }
    }

    private double ElapsedMilliseconds(long started) => _time.GetElapsedTime(started).TotalMilliseconds;

    // The server API is at the same address as the signalling WebSocket, below the same path.
    private static Uri ToHttp(Uri url)
    {
        var secure = url.Scheme is "wss" or "https";
        var path = url.AbsolutePath.TrimEnd('/');
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"{(secure ? "https" : "http")}://{url.Host}:{PortOf(url, secure)}{path}/"));
    }

    private static int PortOf(Uri url, bool secure)
    {
        if (!url.IsDefaultPort && url.Port > 0)
            return url.Port;
        return secure ? 443 : 80;
    }
}
