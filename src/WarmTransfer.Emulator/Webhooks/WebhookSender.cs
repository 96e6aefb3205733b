using System.Net.Http.Headers;

namespace WarmTransfer.Emulator;

/// <summary>Posts what happens to the webhooks: signed, in order for each room, and again when it was not received.</summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private const string ContentType = "application/webhook+json";

    private readonly Lock _lock = new();
    private readonly Dictionary<(Uri Url, string Room), Line> _lines = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly RoomDirectory _rooms;
    private readonly IReadOnlyList<Uri> _urls;
    private readonly WebhookToken _token;
    private readonly HttpMessageInvoker _client;
    private readonly bool _ownsClient;
    private readonly IDisposable _observing;

    public WebhookSender(RoomDirectory rooms, LiveKitEmulatorOptions options)
    {
        _rooms = rooms;
        _urls = options.Webhooks;
        _token = new WebhookToken(options.ApiKey, options.ApiSecret);
        _ownsClient = options.WebhookClient is null;
        _client = options.WebhookClient ?? new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        _observing = rooms.Observe(Post);
    }

    /// <summary>Sends what still waits, once each and without further retries, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _observing.Dispose();
        _closing.Cancel();
        Task[] open;
        lock (_lock)
            open = [.. _lines.Values.Select(line => line.Drained)];
        await Task.WhenAll(open);
        if (_ownsClient)
            _client.Dispose();
    }

    private void Post(ServerEvent serverEvent)
    {
        var webhook = Webhook.Of(serverEvent, _rooms.Ids.Next("EV_"), _rooms.Time.GetUtcNow());
        foreach (var url in _urls)
            Post((url, serverEvent.Room.Name), webhook);
    }

    private void Post((Uri Url, string Room) to, Webhook webhook)
    {
        Line? line;
        lock (_lock)
        {
            if (_lines.TryGetValue(to, out line))
            {
                line.Waiting.Enqueue(webhook);
                return;
            }

            _lines.Add(to, line = new Line());
            line.Waiting.Enqueue(webhook);
        }

        line.Drained = DrainAsync(to, line);
    }

    // One after the other: what happened later in the room waits behind what has not been received yet.
    private async Task DrainAsync((Uri Url, string Room) to, Line line)
    {
        while (TryTake(to, line) is { } webhook)
            await DeliverAsync(to.Url, webhook);
    }

    private Webhook? TryTake((Uri Url, string Room) to, Line line)
    {
        lock (_lock)
        {
            if (line.Waiting.TryDequeue(out var webhook))
                return webhook;
            _lines.Remove(to);
            return null;
        }
    }

    private async Task DeliverAsync(Uri url, Webhook webhook)
    {
        // Signed once: a retry is the same request again.
        var token = _token.Sign(webhook.Sha256, _rooms.Time.GetUtcNow());
        foreach (var wait in WebhookRetry.Waits)
        {
            if (await TrySendAsync(url, webhook, token) || !await WaitAsync(wait))
                return;
        }

        await TrySendAsync(url, webhook, token);
    }

    private async Task<bool> TrySendAsync(Uri url, Webhook webhook, string token)
    {
        using var limit = new CancellationTokenSource(WebhookRetry.AttemptLimit, _rooms.Time);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(webhook.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.TryAddWithoutValidation("Authorization", token);
#pragma warning disable CA1031 // Whatever a receiver in this process throws, to the server it is a receiver that cannot be reached.
        try
        {
            using var response = await _client.SendAsync(request, limit.Token);
            return WebhookRetry.IsReceived(response.StatusCode);
        }
        catch (Exception)
        {
            return false;
        }
#pragma warning restore CA1031
    }

    // Not when the emulator shuts down meanwhile: then nothing is sent again.
    private async Task<bool> WaitAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _rooms.Time, _closing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed class Line
    {
        public Queue<Webhook> Waiting { get; } = new();

        public Task Drained { get; set; } = Task.CompletedTask;
    }
}
