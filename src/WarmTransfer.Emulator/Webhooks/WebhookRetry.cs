using System.Net;

namespace WarmTransfer.Emulator;

/// <summary>When a webhook is sent again.</summary>
internal static class WebhookRetry
{
    /// <summary>The waits after the first attempts; after the last attempt it is given up.</summary>
    public static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>What an attempt may take: a receiver that never answers must not hold the room's later events for good.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);

    /// <summary>Whether an answer counts as received. Another refusal than these would be repeated word for word.</summary>
    public static bool IsReceived(HttpStatusCode status) =>
        status != HttpStatusCode.TooManyRequests && ((int)status < 500 || status == HttpStatusCode.NotImplemented);
}
