using Microsoft.Extensions.Logging.Abstractions;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class UndoStackTests
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _undone = [];

    [Fact]
    public void Unwind_StepsThatFailOrHang_DoNotStopTheOthers() =>
        _time.Run(async () =>
        {
            var undo = new UndoStack(_time, NullLogger.Instance);
            undo.Push("first", _ => Done("first"));
            undo.Push("throws", _ => throw new InvalidOperationException());
            undo.Push("hangs", _ => new TaskCompletionSource().Task);
            undo.Push("last", _ => Done("last"));

            await undo.UnwindAsync();

            Assert.Equal(["last", "first"], _undone);
            Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
        });

    [Fact]
    public void Unwind_StepThatContinuesOnTheThreadPool_IsWaitedForWithinItsLimit()
    {
        for (var run = 1; run <= 1_000; run++)
        {
            _time.Run(async () =>
            {
                var undo = new UndoStack(_time, NullLogger.Instance);
                undo.Push("takes a second", _ => InASecond());

                await undo.UnwindAsync();
            });

            Assert.Equal(TimeSpan.FromSeconds(run), _time.Elapsed);
        }

        Task InASecond()
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = SetAsync();
            return done.Task;

            async Task SetAsync()
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time);
                done.SetResult();
            }
        }
    }

    [Fact]
    public void Run_OneStep_IsPassedOverLater() =>
        _time.Run(async () =>
        {
            var undo = new UndoStack(_time, NullLogger.Instance);
            var early = undo.Push("early", _ => Done("early"));
            undo.Push("kept", _ => Done("kept")).Release();
            undo.Push("late", _ => Done("late"));

            await undo.RunAsync(early);
            await undo.UnwindAsync();
            await undo.UnwindAsync();

            Assert.Equal(["early", "late"], _undone);
        });

    [Fact]
    public void Adopt_StepsOfAnotherStack_AreUndoneAfterItsOwn() =>
        _time.Run(async () =>
        {
            var attempt = new UndoStack(_time, NullLogger.Instance);
            attempt.Push("room", _ => Done("room"));
            attempt.Push("phone", _ => Done("phone"));
            var call = new UndoStack(_time, NullLogger.Instance);
            call.Push("bridge", _ => Done("bridge"));

            call.Adopt(attempt);
            await attempt.UnwindAsync();
            await call.UnwindAsync();

            Assert.Equal(["bridge", "phone", "room"], _undone);
        });

    private Task Done(string step)
    {
        _undone.Add(step);
        return Task.CompletedTask;
    }
}
