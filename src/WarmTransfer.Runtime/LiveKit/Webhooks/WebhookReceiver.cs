using System.Security.Cryptography;

namespace WarmTransfer;

/// <summary>Receives LiveKit's webhooks: takes each one that LiveKit signed, unchanged and in time, once.</summary>
/// <remarks>
/// <para>
/// LiveKit sends an event again, under the same id, until it is answered 2xx. So an event counts as handled when its
/// handler has returned; when the handler throws, answer 5xx and the event comes back.
/// </para>
/// <para>Safe to use concurrently. Ids are remembered for as long as their tokens could be used again, about six minutes.</para>
/// </remarks>
/// <example>
/// <code>
/// app.MapPost("/livekit", async (HttpRequest request, WebhookReceiver webhooks, CancellationToken ct) =>
/// {
///     using var body = new MemoryStream();
///     await request.Body.CopyToAsync(body, ct);
///     var receipt = await webhooks.ReceiveAsync(body.ToArray(), request.Headers.Authorization, HandleAsync, ct);
///     return Results.StatusCode(receipt.StatusCode);
/// });
/// </code>
/// </example>
public sealed class WebhookReceiver
{
    private readonly LiveKitCredentials _credentials;
    private readonly TimeProvider _time;
    private readonly HandledWebhooks _handled = new();

    /// <summary>Initializes a new instance of the <see cref="WebhookReceiver"/> class.</summary>
    /// <param name="credentials">The key LiveKit signs its webhooks with.</param>
    /// <param name="timeProvider">The clock tokens are checked against. Default: the system's.</param>
    public WebhookReceiver(LiveKitCredentials credentials, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Checks a request and, when it is LiveKit's and new, handles its event.</summary>
    /// <param name="body">The body, byte for byte as received: what is signed is its hash.</param>
    /// <param name="authorization">The <c>Authorization</c> header: a token without "Bearer".</param>
    /// <param name="handler">Handles the event. What it throws reaches the caller, and the event may come again.</param>
    /// <param name="cancellationToken">Passed to the handler; also ends the wait while the same event is handled elsewhere.</param>
    /// <returns>The result, with the status to answer.</returns>
    public async Task<WebhookReceipt> ReceiveAsync(
        ReadOnlyMemory<byte> body,
        string? authorization,
        Func<WebhookEvent, CancellationToken, Task> handler,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (string.IsNullOrEmpty(authorization))
            return new WebhookReceipt.Rejected("The request has no Authorization header; LiveKit signs every webhook there.");

        var token = await WebhookToken.ReadAsync(authorization, _credentials, _time);
        if (token.Problem is { } problem)
            return new WebhookReceipt.Rejected(problem);
        if (!IsHashOf(token.Sha256, body.Span))
            return new WebhookReceipt.Rejected("The body is not the one that was signed; pass on its bytes as they were received.");
        if (WebhookReader.TryRead(body) is not { } webhook)
            return new WebhookReceipt.Rejected("The body is signed by LiveKit, and yet no webhook: expected a JSON object with \"event\" and \"id\".");

        return await HandleOnceAsync(webhook, token.UsableUntil, handler, cancellationToken);
    }

    private async Task<WebhookReceipt> HandleOnceAsync(
        WebhookEvent webhook,
        DateTimeOffset usableUntil,
        Func<WebhookEvent, CancellationToken, Task> handler,
        CancellationToken cancellationToken)
    {
        if (!await _handled.BeginAsync(webhook.Id, usableUntil, _time.GetUtcNow(), cancellationToken))
            return new WebhookReceipt.AlreadyHandled(webhook);

        var done = false;
        try
        {
            await handler(webhook, cancellationToken);
            done = true;
            return new WebhookReceipt.Handled(webhook);
        }
        finally
        {
            _handled.End(webhook.Id, done);
        }
    }

    private static bool IsHashOf(byte[] sha256, ReadOnlySpan<byte> body) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(body), sha256);
}
