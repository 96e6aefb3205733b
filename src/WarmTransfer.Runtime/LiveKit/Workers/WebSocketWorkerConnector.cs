using System.Net;
using System.Net.WebSockets;

namespace WarmTransfer;

/// <summary>Connects workers to LiveKit over a WebSocket: <c>/agent</c>, below the deployment's address.</summary>
/// <param name="timeProvider">The clock of the limit on connecting, 10 s. Default: the system's.</param>
public sealed class WebSocketWorkerConnector(TimeProvider? timeProvider = null) : IWorkerConnector
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<IWorkerConnection> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(token);
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
            socket.Options.CollectHttpResponseDetails = true;
            using var limit = new CancellationTokenSource(ConnectTimeout, timeProvider ?? TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            await ConnectAsync(socket, url, limit, either.Token);
            return new WebSocketWorkerConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task ConnectAsync(ClientWebSocket socket, Uri url, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(AgentUrl(url), cancellationToken);
        }
        catch (WebSocketException exception)
        {
            throw NotConnected(url, socket.HttpStatusCode is var status && Enum.IsDefined(status) ? status : null, exception);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            throw new LiveKitException("agent", TwirpErrorCode.DeadlineExceeded, statusCode: null, $"no connection to {url} within {ConnectTimeout.TotalSeconds:0} s", innerException: exception);
        }
    }

    private static Uri AgentUrl(Uri url) => new UriBuilder(url)
    {
        Scheme = url.Scheme is "wss" or "https" ? "wss" : "ws",
        Port = url.IsDefaultPort ? -1 : url.Port,
        Path = url.AbsolutePath.TrimEnd('/') + "/agent",
    }.Uri;

    // The body of a refusal repeats the token; it is not read.
    private static LiveKitException NotConnected(Uri url, HttpStatusCode? status, Exception error) => status switch
    {
        null => new LiveKitException("agent", TwirpErrorCode.None, statusCode: null, $"no connection to {url}", innerException: error),
        HttpStatusCode.Unauthorized => new LiveKitException("agent", TwirpErrorCode.Unauthenticated, status, "the server refused the worker's token"),
        _ => new LiveKitException("agent", TwirpErrorCode.None, status, "the server opened no socket", innerException: error),
    };
}
