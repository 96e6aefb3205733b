using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What must be undone when a transfer, or a job, ends: last in, first out, each step bounded and independent of the others' failures.</summary>
internal sealed class UndoStack(TimeProvider timeProvider, ILogger logger)
{
    /// <summary>Long enough for a slow server, short enough that a dead one does not keep the caller on hold.</summary>
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(5);

    private readonly List<Step> _steps = [];

    /// <summary>Adds a step. It is given a token that is cancelled when its time is up.</summary>
    public Step Push(string name, Func<CancellationToken, Task> undo)
    {
        var step = new Step(name, undo);
        _steps.Add(step);
        return step;
    }

    /// <summary>Takes over the steps of another stack, to be undone after those that are here.</summary>
    public void Adopt(UndoStack other)
    {
        _steps.InsertRange(0, other._steps);
        other._steps.Clear();
    }

    public async Task UnwindAsync()
    {
        while (_steps is [.., var step])
        {
            _steps.RemoveAt(_steps.Count - 1);
            await RunAsync(step);
        }
    }

    /// <summary>Runs one step now, so that unwinding passes it over.</summary>
    public async Task RunAsync(Step step)
    {
        if (step.Take() is not { } undo)
            return;

        using var limit = new CancellationTokenSource(StepLimit, timeProvider);
        try
        {
            await UndoAsync(undo, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            logger.UndoTimedOut(step.Name, StepLimit);
        }
        catch (Exception exception)
        {
            // Whatever one step throws, the ones below it still have a caller to bring back.
            logger.UndoFailed(step.Name, exception);
        }
    }

    // Awaited here: an application's room or callback may hand out a task that continues on the thread pool.
    private static async Task UndoAsync(Func<CancellationToken, Task> undo, CancellationToken cancellationToken) => await undo(cancellationToken);

    /// <summary>One thing to undo, once.</summary>
    internal sealed class Step(string name, Func<CancellationToken, Task> undo)
    {
        private Func<CancellationToken, Task>? _undo = undo;

        public string Name => name;

        public Func<CancellationToken, Task>? Take() => Interlocked.Exchange(ref _undo, null);

        /// <summary>Keeps what would have been undone: it belongs to someone else now.</summary>
        public void Release() => Take();
    }
}
