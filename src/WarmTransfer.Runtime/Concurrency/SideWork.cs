using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What runs beside the transfer's loop: it is cancelled when the transfer ends, and waited for, a while.</summary>
internal sealed class SideWork(TimeProvider timeProvider, ILogger logger) : IDisposable
{
    /// <summary>How long one step, such as the last words to the human, may take; and what is cancelled, to end.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<Task> _tasks = [];

    public CancellationToken Token => _cancellation.Token;

    public void Add(Task task) => _tasks.Add(task);

    /// <summary>Does what may fail, such as speaking: that is no reason to end a transfer, nor to leave one half undone.</summary>
    public async Task GuardAsync(string name, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (OperationCanceledException)
        {
            // The transfer ended first.
        }
        catch (Exception error)
        {
            logger.StepFailed(name, error);
        }
    }

    /// <inheritdoc cref="GuardAsync"/>
    /// <remarks>And what may never return, be it in a caller leg of the application's own.</remarks>
    public Task BoundedAsync(string name, Func<Task> step)
    {
        return GuardAsync(name, () => StepAsync().WaitAsync(Limit, timeProvider));

        // Awaited here first: waiting for a completion source itself with a limit would go on on the thread pool.
        async Task StepAsync() => await step();
    }

    public void Cancel() => _cancellation.Cancel();

    public async Task SettleAsync()
    {
        try
        {
            await Task.WhenAll(_tasks).WaitAsync(Limit, timeProvider);
        }
        catch (TimeoutException)
        {
            logger.WorkUnsettled(_tasks.Count(task => !task.IsCompleted));
        }
    }

    public void Dispose() => _cancellation.Dispose();
}
