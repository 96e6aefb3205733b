using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class TransferLimitsTests
{
    [Fact]
    public void Limit_PassedInTheMomentItIsStartedOver_IsNotCurrent()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            var passed = new List<PassedLimit>();
            var limits = new TransferLimits(time, passed.Add);
            limits.Start(TransferLimit.Silence, TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromSeconds(2), time);
            // The first has passed, and its message is still on its way.
            limits.Start(TransferLimit.Silence, TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromSeconds(2), time);

            Assert.Equal([false, true], passed.Select(limits.IsCurrent));
        });
    }

    [Fact]
    public void Limit_PassedInTheMomentItIsStopped_IsNotCurrent()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            var passed = new List<PassedLimit>();
            var limits = new TransferLimits(time, passed.Add);
            limits.Start(TransferLimit.Hold, TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromSeconds(2), time);
            limits.StopAll();

            Assert.False(limits.IsCurrent(Assert.Single(passed)));
        });
    }
}
