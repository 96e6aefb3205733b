using System.Net;
using System.Net.Http.Headers;

namespace WarmTransfer.Emulator;

/// <summary>Answers an <see cref="HttpClient"/> without a socket, on the caller's synchronization context.</summary>
internal sealed class InProcessHandler(TwirpServer server, TimeProvider time) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<HttpResponseMessage>(cancellationToken);

        var exchange = new Exchange(cancellationToken);
        _ = exchange.RunAsync(server, time as IWorkAwareClock, request);
        return exchange.Response;
    }

    // A caller that gives up is let go at once, as by a socket, while the server carries on with what it began.
    private sealed class Exchange(CancellationToken aborted)
    {
        // Not RunContinuationsAsynchronously: that, like completing it on a synchronization context, sends HttpClient's
        // own continuations (all ConfigureAwait(false)) to the thread pool, where a virtual clock does not wait for them.
#pragma warning disable RS0030 // HttpClient waits without a context; a Signal would complete on one.
        private readonly TaskCompletionSource<HttpResponseMessage> _response = new();
#pragma warning restore RS0030

        public Task<HttpResponseMessage> Response => _response.Task;

        public async Task RunAsync(TwirpServer server, IWorkAwareClock? clock, HttpRequestMessage request)
        {
            // A tool may ask: from here on the emulator is at work, not the tool.
            using var library = clock?.EnterLibrary();
            using var abort = aborted.UnsafeRegister(_ => OffContext(() => _response.TrySetCanceled(aborted)), state: null);
            try
            {
                var response = await server.HandleAsync(await ReadAsync(request, aborted), aborted);
                OffContext(() => _response.TrySetResult(Write(response, request)));
            }
            catch (ConnectionDroppedException)
            {
                // What a socket's handler throws when the server closes the connection.
                OffContext(() => _response.TrySetException(new HttpRequestException(HttpRequestError.ResponseEnded, "The server closed the connection without an answer.")));
            }
            catch (Exception exception)
            {
                OffContext(() => _response.TrySetException(exception));
            }
        }

        private static void OffContext(Action complete)
        {
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                complete();
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(context);
            }
        }
    }

    private static async Task<EmulatorRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) => new()
    {
        Method = request.Method.Method,
        Path = request.RequestUri!.AbsolutePath,
        Query = request.RequestUri.Query,
        ContentType = request.Content?.Headers.ContentType?.ToString() ?? "",
        Authorization = request.Headers.TryGetValues("Authorization", out var values) ? string.Join(", ", values) : "",
        Body = request.Content is null ? default : await request.Content.ReadAsByteArrayAsync(cancellationToken),
    };

    private static HttpResponseMessage Write(EmulatorResponse response, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(response.Body.ToArray()),
        };
        message.Headers.Vary.Add(EmulatorResponse.Vary);
        if (response.Allow is not null)
            message.Content.Headers.TryAddWithoutValidation("Allow", response.Allow);
        if (response.ContentType is not null)
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        if (response.Location is not null)
            message.Headers.Location = new Uri(response.Location, UriKind.Relative);
        return message;
    }
}
