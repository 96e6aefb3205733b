using WarmTransfer;

namespace Warm_Agent;

/// <summary>The human that callers are transferred to, and what the AI can look up for them meanwhile.</summary>
[TransferAgent(CallTo = "+15105550123")]
public sealed partial class SupportDesk(OrderBook orders)
{
    /// <summary>Finds the caller's orders.</summary>
    /// <param name="orderNumber">Order number, digits only.</param>
    [TransferTool]
    public Task<IReadOnlyList<Order>> FindOrdersAsync(string orderNumber, CancellationToken cancellationToken)
        => orders.FindAsync(orderNumber, cancellationToken);
}
