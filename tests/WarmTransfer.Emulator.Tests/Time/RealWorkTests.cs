using System.Diagnostics;
using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.Time;

/// <summary>The clock while the library waits for the application.</summary>
public sealed class RealWorkTests
{
    private static readonly TimeSpan RealDelay = TimeSpan.FromMilliseconds(50);

    private readonly VirtualTime _time = new();
    private readonly List<string> _ticks = [];

    private IWorkAwareClock Clock => _time;

    public static TheoryData<string> RealWaits => ["delay", "off the context", "thread pool", "thread"];

    [Theory]
    [MemberData(nameof(RealWaits))]
    public void ApplicationCall_WaitsInRealTime_ClockKeepsPace(string wait)
    {
        _time.Run(async () =>
        {
            using var timer = _time.CreateTimer(_ => _ticks.Add("late"), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
            await CallAsync("the tool 'lookup'", () => RealAsync(wait));
        });

        Assert.Empty(_ticks);
        Assert.InRange(_time.Elapsed, RealDelay / 2, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void ApplicationCall_Over_ClockJumpsAgain()
    {
        var watch = Stopwatch.StartNew();

        _time.Run(async () =>
        {
            await CallAsync("the tool 'lookup'", () => RealAsync("delay"));
            await Task.Delay(TimeSpan.FromMinutes(30), _time);
        });

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"Took {watch.Elapsed}.");
    }

    [Fact]
    public void ApplicationCall_TimersFallDueMeanwhile_FireAtRealPace()
    {
        _time.Run(async () =>
        {
            using var timer = _time.CreateTimer(_ => _ticks.Add("tick"), null, TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan);
            await CallAsync("the tool 'lookup'", () => RealAsync("delay"));
            Assert.Equal(["tick"], _ticks);
        });
    }

    [Fact]
    public void ApplicationCall_WaitsForTheClock_ItJumps()
    {
        var watch = Stopwatch.StartNew();

        _time.Run(() => CallAsync("the tool 'lookup'", () => Task.Delay(TimeSpan.FromMinutes(30), _time)));

        Assert.Equal(TimeSpan.FromMinutes(30), _time.Elapsed);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"Took {watch.Elapsed}.");
    }

    [Fact]
    public void ApplicationCall_WaitsForTheClockOnAnotherThread_ItJumps()
    {
        _time.Run(() => CallAsync("the tool 'lookup'", () => Task.Run(async () =>
        {
            await Task.Delay(RealDelay);
            await Task.Delay(TimeSpan.FromMinutes(30), _time);
        })));

        Assert.InRange(_time.Elapsed, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
    }

    [Theory]
    [InlineData("source")]
    [InlineData("cancel after")]
    [InlineData("wait")]
    [InlineData("wait for a result")]
    public void ApplicationCall_RealWorkWithALimitOnTheClock_IsNotCutShort(string limit)
    {
        _time.Run(() => CallAsync("the tool 'lookup'", () => LimitedAsync(limit)));

        Assert.InRange(_time.Elapsed, RealDelay / 2, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void TwoCalls_OneRealOneVirtual_KeepPaceWhileTheRealOneWorks()
    {
        var order = new List<string>();
        _time.Run(() => Task.WhenAll(
            CallAsync("the tool 'virtual'", async () =>
            {
                await Task.Delay(TimeSpan.FromMinutes(5), _time);
                order.Add("virtual");
            }),
            CallAsync("the tool 'real'", async () =>
            {
                await RealAsync("thread pool");
                order.Add("real");
            })));

        Assert.Equal(["real", "virtual"], order);
        Assert.InRange(_time.Elapsed, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void EnterLibrary_InsideACall_ClockJumpsUntilItReturns()
    {
        _time.Run(() => CallAsync("the tool 'lookup'", async () =>
        {
            using (Clock.EnterLibrary())
                await Later(TimeSpan.FromMinutes(10));
            Assert.Equal(TimeSpan.FromMinutes(10), _time.Elapsed);
            await RealAsync("delay");
        }));

        Assert.InRange(_time.Elapsed, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public void EnterLibrary_OutsideACall_IsNothing() => Assert.Null(Clock.EnterLibrary());

    [Fact]
    public void WaitForAsync_InACall_ClockJumps() =>
        _time.Run(async () =>
        {
            var opened = new TaskCompletionSource<int>();
            var call = CallAsync("the tool 'lookup'", async () => Assert.Equal(7, await _time.WaitForAsync(opened.Task)));
            await Task.Delay(TimeSpan.FromMinutes(10), _time);
            opened.SetResult(7);
            await call;
        });

    [Fact]
    public void AtRealPaceAsync_InTheBody_ClockKeepsPace()
    {
        var answer = _time.Run(async () =>
        {
            using var timer = _time.CreateTimer(_ => _ticks.Add("late"), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
            return await _time.AtRealPaceAsync("the invoice service", () => Task.Run(async () =>
            {
                await Task.Delay(RealDelay);
                return 42;
            }));
        });

        Assert.Equal(42, answer);
        Assert.Empty(_ticks);
    }

    [Fact]
    public void ApplicationCall_NeverEnds_FailsAndIsNamed()
    {
        using var timer = _time.CreateTimer(_ => { }, null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);

        var error = Assert.Throws<InvalidOperationException>(() => _time.Run(
            () => CallAsync("the tool 'lookup'", () => new TaskCompletionSource().Task),
            new VirtualTimeRunOptions { RealTimeLimit = RealDelay }));

        Assert.Contains("00:00:00.0500000 of real time for the tool 'lookup'", error.Message, StringComparison.Ordinal);
        Assert.Contains("RealTimeLimit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ApplicationCall_NeverEndsAndIsGivenUp_ClockJumpsAgain() =>
        _time.Run(async () =>
        {
            var call = Clock.EnterApplication("the tool 'lookup'");
            call.Dispose();
            call.Dispose();
            await Later(TimeSpan.FromMinutes(10));
        });

    [Fact]
    public void RunThatFailed_LeavesNothingForTheNext()
    {
        Assert.Throws<FormatException>(() => _time.Run(() =>
        {
            _ = Clock.EnterApplication("the tool 'lookup'");
            throw new FormatException();
        }));

        _time.Run(() => Later(TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void Handler_AsyncVoid_IsWaitedFor()
    {
        var handled = false;
        async void Handle()
        {
            await Task.Run(() => Task.Delay(RealDelay));
            handled = true;
        }

        _time.Run(async () =>
        {
            using (Clock.EnterApplication("the handler 'Completed'"))
                Handle();
            await Task.Delay(TimeSpan.FromSeconds(30), _time);
            Assert.True(handled);
        });
    }

    [Fact]
    public void Run_WithSpeed_SlowsDownForRealWork()
    {
        _time.Run(
            async () =>
            {
                await CallAsync("the tool 'lookup'", () => RealAsync("delay"));
                Assert.InRange(_time.Elapsed, RealDelay / 2, TimeSpan.FromSeconds(20));
                await Task.Delay(TimeSpan.FromMinutes(1), _time);
            },
            new VirtualTimeRunOptions { Speed = 1000 });

        Assert.InRange(_time.Elapsed, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(90));
    }

    private async Task CallAsync(string callee, Func<Task> application)
    {
        using var call = Clock.EnterApplication(callee);
        await application();
    }

    private Task Later(TimeSpan delay) => Task.Delay(delay, _time);

    private static async Task RealAsync(string wait)
    {
        switch (wait)
        {
            case "delay":
                await Task.Delay(RealDelay);
                break;
            case "off the context":
                await Task.Delay(RealDelay / 2).ConfigureAwait(false);
                await Task.Delay(RealDelay / 2);
                break;
            case "thread pool":
                await Task.Run(() => Task.Delay(RealDelay));
                break;
            default:
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                new Thread(() =>
                {
                    Thread.Sleep(RealDelay);
                    done.SetResult();
                }).Start();
                await done.Task;
                break;
        }
    }

    private async Task LimitedAsync(string limit)
    {
        var bound = TimeSpan.FromSeconds(20);
        switch (limit)
        {
            case "source":
                using (var source = new CancellationTokenSource(bound, _time))
                    await Task.Delay(RealDelay, source.Token);
                break;
            case "cancel after":
                using (var source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time))
                {
                    source.CancelAfter(bound);
                    await Task.Delay(RealDelay, source.Token);
                }

                break;
            case "wait":
                await Task.Delay(RealDelay).WaitAsync(bound, _time);
                break;
            default:
                Assert.Equal(1, await Task.Run(async () =>
                {
                    await Task.Delay(RealDelay);
                    return 1;
                }).WaitAsync(bound, _time));
                break;
        }
    }
}
