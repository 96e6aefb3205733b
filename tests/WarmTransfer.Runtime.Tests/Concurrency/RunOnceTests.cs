using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class RunOnceTests
{
    [Fact]
    public void Work_AskedForByMany_IsDoneOnceAndAllWait()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            var done = 0;
            var once = new RunOnce(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                done++;
            });
            Assert.False(once.IsAsked);
            await Task.WhenAll(once.RunAsync(), once.RunAsync());
            await once.RunAsync();
            Assert.True(once.IsAsked);
            Assert.Equal(1, done);
            Assert.Equal(TimeSpan.FromSeconds(1), time.Elapsed);
        });
    }

    [Fact]
    public void Work_Fails_AllLearnOfIt() => new VirtualTime().Run(async () =>
    {
        var once = new RunOnce(() => throw new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(once.RunAsync);
        await Assert.ThrowsAsync<TimeoutException>(once.RunAsync);
    });

    [Fact]
    public void Work_WaitedForWithACancellation_IsNotOvertakenByTheClock()
    {
        // A waiter that resumed by way of the thread pool would find the clock at the next timer, sooner or later.
        for (var i = 0; i < 50; i++)
        {
            var time = new VirtualTime();
            time.Run(async () =>
            {
                using var cancel = new CancellationTokenSource();
                var later = Task.Delay(TimeSpan.FromSeconds(2), time);
                var once = new RunOnce(() => Task.Delay(TimeSpan.FromSeconds(1), time));
                await once.RunAsync().WaitAsync(cancel.Token);
                Assert.Equal(TimeSpan.FromSeconds(1), time.Elapsed);
                await later;
            });
        }
    }
}
