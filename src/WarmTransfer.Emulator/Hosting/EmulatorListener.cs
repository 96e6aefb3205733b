using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace WarmTransfer.Emulator;

/// <summary>The server API on a port of 127.0.0.1.</summary>
internal sealed class EmulatorListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorListener(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Urls.Single());
    }

    /// <summary>Where it listens, with the port that was chosen.</summary>
    public Uri Url { get; }

    /// <summary>Opens the port.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmulatorListener> StartAsync(TwirpServer server, RoomDirectory rooms, InProcessRoomConnector joins, LiveKitEmulatorOptions options, CancellationToken cancellationToken)
    {
        // The empty builder reads no configuration: the environment of the tests must not move the emulator's port.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        var app = builder.Build();
        app.UseWebSockets(WorkerWebSocket.Options(options.WorkerPingInterval));
        app.Run(context => AnswerAsync(server, rooms, joins, context));
        try
        {
            await app.StartAsync(cancellationToken);
            return new EmulatorListener(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the port and drops the connections that are open.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, LiveKitEmulatorOptions options)
    {
        kestrel.Listen(IPAddress.Loopback, options.Port);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = TwirpServer.MaxBodySize;
        kestrel.Limits.RequestHeadersTimeout = options.Patience.Headers;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(ListenerPatience.BytesPerSecond, options.Patience.Body);
    }

    private static async Task AnswerAsync(TwirpServer server, RoomDirectory rooms, InProcessRoomConnector joins, HttpContext context)
    {
        try
        {
            if (context.WebSockets.IsWebSocketRequest && context.Request.Path == WorkerUpgrade.Path)
            {
                if (server.RefuseWorker(await ReadAsync(context.Request)) is not { } refusal)
                    await WorkerWebSocket.ServeAsync(context, rooms);
                else
                    await WriteAsync(context.Response, refusal);
                return;
            }

            if (context.WebSockets.IsWebSocketRequest && context.Request.Path == RoomSocket.Path)
            {
                await ServeRoomAsync(joins, context);
                return;
            }

            await WriteAsync(context.Response, await server.HandleAsync(await ReadAsync(context.Request), context.RequestAborted));
        }
        catch (BadHttpRequestException exception)
        {
            await WriteAsync(context.Response, EmulatorResponse.Text(exception.StatusCode, exception.Message));
        }
        catch (ConnectionDroppedException)
        {
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
    }

    private static async Task ServeRoomAsync(InProcessRoomConnector joins, HttpContext context)
    {
        IRoom room;
        try
        {
            room = joins.Join(context.Request.Headers.Authorization.ToString());
        }
        catch (LiveKitException exception)
        {
            await WriteAsync(context.Response, EmulatorResponse.Text((int)(exception.StatusCode ?? HttpStatusCode.ServiceUnavailable), exception.ServerMessage));
            return;
        }

        await RoomSocket.ServeAsync(context, room);
    }

    private static async Task<EmulatorRequest> ReadAsync(HttpRequest request)
    {
        return new EmulatorRequest
        {
            Method = request.Method,
            Path = request.Path.Value ?? "",
            Query = request.QueryString.Value ?? "",
            ContentType = request.ContentType ?? "",
            Authorization = request.Headers.Authorization.ToString(),
            Body = await ReadBodyAsync(request),
        };
    }

    private static async ValueTask<byte[]> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength is { } length and <= TwirpServer.MaxBodySize)
        {
            var whole = new byte[length];
            await request.Body.ReadExactlyAsync(whole, request.HttpContext.RequestAborted);
            return whole;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    private static async Task WriteAsync(HttpResponse response, EmulatorResponse answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        // RFC 9110 §8.6: no length with 204.
        if (answer.Status != 204)
            response.ContentLength = answer.Body.Length;
        response.Headers.Vary = EmulatorResponse.Vary;
        if (answer.Location is not null)
            response.Headers.Location = answer.Location;
        if (answer.Allow is not null)
            response.Headers.Allow = answer.Allow;
        await response.Body.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }
}
