using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What runs beside the transfer's loop: it is cancelled when the transfer ends, and waited for, a while.</summary>
internal sealed class SideWork(TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<Task> _tasks = [];

    public CancellationToken Token => _cancellation.Token;

    public void Add(Task task) => _tasks.Add(task);

    /// <summary>Waits for speech, whose failing is no reason to end a transfer, nor to leave one half undone.</summary>
    public async Task GuardAsync(Task speech)
    {
        try
        {
            await speech;
        }
        catch (OperationCanceledException)
        {
            // The transfer ended first.
        }
        catch (Exception error)
        {
            Log.SpeechFailed(logger, error);
        }
    }

    public void Cancel() => _cancellation.Cancel();

    public async Task SettleAsync()
    {
        try
        {
            await Task.WhenAll(_tasks).WaitAsync(SettleLimit, timeProvider);
        }
        catch (TimeoutException)
        {
            Log.WorkUnsettled(logger, _tasks.Count(task => !task.IsCompleted));
        }
    }

    public void Dispose() => _cancellation.Dispose();
}
