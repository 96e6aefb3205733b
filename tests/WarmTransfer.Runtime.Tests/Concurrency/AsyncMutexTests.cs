using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class AsyncMutexTests
{
    [Fact]
    public void Gate_LetsOneThroughAtATimeInOrder() => new VirtualTime().Run(async () =>
    {
        var gate = new AsyncMutex();
        var order = new List<int>();
        var first = await gate.EnterAsync(CancellationToken.None);
        Task[] others = [.. Enumerable.Range(0, 3).Select(EnterAsync)];
        Assert.Empty(order);
        first.Dispose();
        first.Dispose();
        await Task.WhenAll(others);
        Assert.Equal([0, 1, 2], order);

        async Task EnterAsync(int number)
        {
            using var pass = await gate.EnterAsync(CancellationToken.None);
            order.Add(number);
            await Task.Yield();
            Assert.Equal(number, order[^1]);
        }
    });

    [Fact]
    public void Gate_OneWhoGaveUp_IsPassedOver() => new VirtualTime().Run(async () =>
    {
        var gate = new AsyncMutex();
        var first = await gate.EnterAsync(CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var second = gate.EnterAsync(cancel.Token);
        var third = gate.EnterAsync(CancellationToken.None);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
        (await gate.EnterAsync(CancellationToken.None)).Dispose();
    });

    [Fact]
    public void Gate_CancelledBefore_IsNotEntered() => new VirtualTime().Run(async () =>
    {
        var gate = new AsyncMutex();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.EnterAsync(new CancellationToken(canceled: true)));
        (await gate.EnterAsync(CancellationToken.None)).Dispose();
    });
}
