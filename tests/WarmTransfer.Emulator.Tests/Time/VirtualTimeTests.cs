using System.Diagnostics;
using System.Threading.Channels;
using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.Time;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void Run_Delays_JumpInOrder()
    {
        var order = new List<string>();
        var started = _time.GetUtcNow();

        _time.Run(async () =>
        {
            async Task After(int seconds)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), _time);
                order.Add($"{seconds}");
            }

            await Task.WhenAll(After(300), After(100), After(200));
        });

        Assert.Equal(["100", "200", "300"], order);
        Assert.Equal(TimeSpan.FromSeconds(300), _time.GetUtcNow() - started);
    }

    [Fact]
    public void Run_Continuations_StayOnTheCallingThread()
    {
        var thread = Environment.CurrentManagedThreadId;

        _time.Run(async () =>
        {
            var channel = Channel.CreateUnbounded<int>();
            async Task WriteLater()
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time);
                channel.Writer.TryWrite(1);
            }

            var writing = WriteLater();
            await channel.Reader.ReadAsync();
            await writing;
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
        });
    }

    [Fact]
    public void Run_BodyThrows_ThrowsItsException() =>
        Assert.Throws<FormatException>(() => _time.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
            throw new FormatException();
        }));

    [Fact]
    public void Run_NeverEndingTimer_FailsAtTheLimit()
    {
        using var timer = _time.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));

        var error = Assert.Throws<InvalidOperationException>(() =>
            _time.Run(() => new TaskCompletionSource().Task, new VirtualTimeRunOptions { Limit = TimeSpan.FromMinutes(1) }));

        Assert.Contains("00:01:00", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CancellationSourceWithDelay_Cancels() =>
        _time.Run(async () =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(30), _time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.InfiniteTimeSpan, _time, source.Token));
            Assert.Equal(TimeSpan.FromSeconds(30), _time.Elapsed);
        });

    [Fact]
    public void Run_WithSpeed_KeepsPace()
    {
        var watch = Stopwatch.StartNew();

        _time.Run(() => Task.Delay(TimeSpan.FromSeconds(2), _time), new VirtualTimeRunOptions { Speed = 100 });

        Assert.Equal(TimeSpan.FromSeconds(2), _time.Elapsed);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(19), $"Took only {watch.Elapsed}.");
    }

    [Fact]
    public void Run_PostFromAnotherThread_IsRunWhileWaiting()
    {
        var typed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var console = new Timer(_ => typed.TrySetResult("hello"), null, 5, Timeout.Infinite);

        var line = _time.Run(() => typed.Task, new VirtualTimeRunOptions { Speed = 1 });

        Assert.Equal("hello", line);
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresEachPeriodAndStopsWhenDisposed()
    {
        var fired = new List<TimeSpan>();
        var timer = _time.CreateTimer(_ => fired.Add(_time.Elapsed), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(5));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)], fired);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(10), _time.Elapsed);
    }

    [Fact]
    public void Advance_InsideRun_IsRefused() =>
        _time.Run(() =>
        {
            Assert.Throws<InvalidOperationException>(() => _time.Advance(TimeSpan.FromSeconds(1)));
            return Task.CompletedTask;
        });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Speed_NotAPositiveNumber_IsRefused(double speed)
    {
        var error = Assert.Throws<ArgumentException>(() => _time.Run(() => Task.CompletedTask, new VirtualTimeRunOptions { Speed = speed }));

        Assert.Contains("Speed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_OutOfRange_AreAllNamed()
    {
        var options = new VirtualTimeRunOptions { Limit = TimeSpan.Zero, RealTimeLimit = TimeSpan.FromDays(2) };

        var error = Assert.Throws<ArgumentException>(() => _time.Run(() => Task.CompletedTask, options));

        Assert.Contains("Limit is 00:00:00", error.Message, StringComparison.Ordinal);
        Assert.Contains("RealTimeLimit is 2.00:00:00", error.Message, StringComparison.Ordinal);
    }
}
