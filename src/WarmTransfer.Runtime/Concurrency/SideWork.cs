using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What runs beside a loop: it is cancelled when the loop ends, and waited for within a limit.</summary>
internal sealed class SideWork(TimeProvider timeProvider, ILogger logger) : IDisposable
{
    /// <summary>How long one step, such as the last words to the human, may take; and what is cancelled, to end.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<Task> _tasks = [];

    public CancellationToken Token => _cancellation.Token;

    public void Add(Task task) => _tasks.Add(task);

    /// <summary>Adds work whose outcome is told.</summary>
    public void Add<T>(Task<T> task, Action<T> done, Action<Exception> failed)
    {
        _tasks.Add(TellAsync());

        async Task TellAsync()
        {
            try
            {
                done(await task);
            }
            catch (Exception exception)
            {
                failed(exception);
            }
        }
    }

    /// <summary>Does what may fail, such as speaking: a failure is no reason to end a transfer, nor to leave it half undone.</summary>
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
        catch (Exception exception)
        {
            logger.StepFailed(name, exception);
        }
    }

    /// <inheritdoc cref="GuardAsync"/>
    /// <remarks>It may also never return, as in a caller leg of the application's own.</remarks>
    public Task BoundedAsync(string name, Func<Task> step)
    {
        return GuardAsync(name, () => StepAsync().WaitAsync(Limit, timeProvider));

        // Awaited here first: waiting for a completion source itself with a limit would go on on the thread pool.
        async Task StepAsync() => await step();
    }

    /// <summary>Waits for work that is reported where it was begun, and tells only what came of it.</summary>
    /// <returns>Its result; <see langword="null"/> when it failed.</returns>
    public static async Task<T?> OutcomeAsync<T>(Task<T> task)
        where T : class
    {
        try
        {
            return await task;
        }
        catch (Exception)
        {
            return null;
        }
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
