using System.Net;

namespace WarmTransfer.Emulator.Tests;

/// <summary>A receiver of webhooks in this process, on the caller's thread.</summary>
internal sealed class WebhookInbox(TimeProvider time) : HttpMessageHandler
{
    private readonly List<ReceivedWebhook> _received = [];

    /// <summary>Gets every request so far, answered well or not.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => _received;

    /// <summary>Gets or sets what a request is answered with. Default: 200. What it throws, the sender gets.</summary>
    public Func<ReceivedWebhook, Task<HttpStatusCode>> Answer { get; set; } = _ => Task.FromResult(HttpStatusCode.OK);

    public LiveKitEmulator CreateEmulator(params IReadOnlyList<Uri> urls) => new(new LiveKitEmulatorOptions
    {
        TimeProvider = time,
        Edition = LiveKitEdition.OpenSource,
        Webhooks = urls.Count > 0 ? urls : [new Uri("http://hooks.test/hook")],
        WebhookClient = new HttpMessageInvoker(this),
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var webhook = new ReceivedWebhook(
            time.GetUtcNow(),
            request.Method.Method,
            request.RequestUri!,
            request.Content!.Headers.ContentType?.ToString(),
            Assert.Single(request.Headers.GetValues("Authorization")),
            await request.Content.ReadAsByteArrayAsync(cancellationToken));
        _received.Add(webhook);
        return new HttpResponseMessage(await Answer(webhook));
    }
}
