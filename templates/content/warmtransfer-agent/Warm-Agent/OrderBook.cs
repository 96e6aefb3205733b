namespace Warm_Agent;

/// <summary>An order, as the human is told about it.</summary>
public sealed record Order(string Number, string Item, string State);

/// <summary>The orders of the shop. Put your own system here.</summary>
public sealed class OrderBook
{
    private static readonly Order[] Orders =
    [
        new("4471209", "kettle", "returned by the carrier"),
        new("4471388", "desk lamp", "delivered"),
    ];

    /// <summary>Finds the orders with a number.</summary>
    public Task<IReadOnlyList<Order>> FindAsync(string number, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<Order>>([.. Orders.Where(order => order.Number == number)]);
    }
}
