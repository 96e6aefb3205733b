using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public sealed class SignalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly VirtualTime _time = new();

    public static TheoryData<string> WaysOfWaiting => ["direct", "limit", "token", "both", "any", "all", "continuation"];

    [Theory]
    [MemberData(nameof(WaysOfWaiting))]
    public void Task_SetAfterASecond_IsWaitedForInEveryWay(string way)
    {
        for (var run = 0; run < 1_000; run++)
        {
            var elapsed = _time.Run(async () =>
            {
                var start = _time.GetTimestamp();
                var signal = new Signal<int>();
                _ = SetAsync(signal);
                await WaitAsync(signal.Task, way);
                return _time.GetElapsedTime(start);
            }, new VirtualTimeRunOptions { Limit = TimeSpan.FromHours(1) });

            Assert.Equal(TimeSpan.FromSeconds(1), elapsed);
        }

        async Task SetAsync(Signal<int> signal)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
            signal.TrySet(1);
        }
    }

    [Fact]
    public void Task_MadeBeforeTheRun_IsWaitedForWithALimit()
    {
        for (var run = 0; run < 1_000; run++)
        {
            var signal = new Signal();
            _time.Run(async () =>
            {
                _ = SetSoonAsync();
                await signal.Task.WaitAsync(Limit, _time);

                async Task SetSoonAsync()
                {
                    await Task.Yield();
                    signal.TrySet();
                }
            });
        }
    }

    [Fact]
    public void Task_AskedForTwice_IsTheSame()
    {
        var signal = new Signal();

        Assert.Same(signal.Task, signal.Task);
    }

    [Fact]
    public void TrySet_WithWaiters_DoesNotRunThem() => _time.Run(async () =>
    {
        var signal = new Signal();
        var hasRun = false;
        var waiting = WaitAsync();

        signal.TrySet();

        Assert.True(signal.IsSet);
        Assert.False(hasRun);
        await waiting;

        async Task WaitAsync()
        {
            await signal.Task;
            hasRun = true;
        }
    });

    [Fact]
    public void TrySet_ASecondTime_KeepsTheFirstValue() => _time.Run(async () =>
    {
        var signal = new Signal<int>();

        Assert.True(signal.TrySet(1));
        Assert.False(signal.TrySet(2));
        Assert.False(signal.TryFail(new TimeoutException()));
        Assert.False(signal.TryCancel(CancellationToken.None));
        Assert.Equal(1, await signal.Task);
    });

    [Fact]
    public void TryFail_Awaited_Throws() => _time.Run(async () =>
    {
        var signal = new Signal();

        signal.TryFail(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => signal.Task);
    });

    [Fact]
    public void TryCancel_Awaited_CarriesTheToken() => _time.Run(async () =>
    {
        using var source = new CancellationTokenSource();
        var signal = new Signal();

        signal.TryCancel(source.Token);

        var error = await Assert.ThrowsAsync<TaskCanceledException>(() => signal.Task);
        Assert.Equal(source.Token, error.CancellationToken);
    });

    private Task WaitAsync(Task<int> task, string way) => way switch
    {
        "direct" => task,
        "limit" => task.WaitAsync(Limit, _time),
        "token" => task.WaitAsync(new CancellationTokenSource(Limit, _time).Token),
        "both" => task.WaitAsync(Limit, _time, new CancellationTokenSource(Limit, _time).Token),
        "any" => Task.WhenAny(task, Task.Delay(Limit, _time)),
        "all" => Task.WhenAll(task, Task.Delay(TimeSpan.FromMilliseconds(1), _time)),
        "continuation" => task.ContinueWith(done => done.Result, TaskScheduler.FromCurrentSynchronizationContext()),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "No such way of waiting."),
    };
}
