namespace WarmTransfer;

/// <summary>The result of a request to a webhook. A closed set; see <see cref="WebhookReceiver"/>.</summary>
public abstract record WebhookReceipt
{
    private WebhookReceipt()
    {
    }

    /// <summary>Gets the HTTP status to answer with: 200, or 401 for a request that is not LiveKit's.</summary>
    public abstract int StatusCode { get; }

    /// <summary>The event was handled.</summary>
    /// <param name="Event">The event.</param>
    public sealed record Handled(WebhookEvent Event) : WebhookReceipt
    {
        /// <inheritdoc/>
        public override int StatusCode => 200;
    }

    /// <summary>The event had been handled before: LiveKit, or somebody who overheard it, sent it again.</summary>
    /// <param name="Event">The event.</param>
    public sealed record AlreadyHandled(WebhookEvent Event) : WebhookReceipt
    {
        /// <inheritdoc/>
        public override int StatusCode => 200;
    }

    /// <summary>The request is not LiveKit's, or not meant for this receiver; nothing was done.</summary>
    /// <param name="Reason">Why, in words for a log: neither the token nor the body is repeated.</param>
    public sealed record Rejected(string Reason) : WebhookReceipt
    {
        /// <inheritdoc/>
        public override int StatusCode => 401;
    }
}
