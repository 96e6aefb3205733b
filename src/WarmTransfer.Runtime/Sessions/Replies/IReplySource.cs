using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Where replies come from, one round at a time. The calls are made by the session.</summary>
internal interface IReplySource
{
    /// <summary>Gives what one round is made of, as it comes: words, calls that want a result, and what the model wants back together with its calls.</summary>
    /// <param name="round">What the round stands on.</param>
    /// <param name="cancellationToken">Ends the round.</param>
    IAsyncEnumerable<AIContent> ReadAsync(ReplyRound round, CancellationToken cancellationToken);
}

/// <summary>What one round of a reply stands on.</summary>
/// <param name="History">The conversation so far. Every call in it has its result.</param>
/// <param name="Tools">The functions that may be called in this round.</param>
/// <param name="Instructions">What is said for this reply alone.</param>
/// <param name="IsFirst">Whether the reply begins with it.</param>
internal sealed record ReplyRound(IReadOnlyList<ChatMessage> History, IReadOnlyList<AITool> Tools, string? Instructions, bool IsFirst);
