using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One job from its assignment to its end. Whatever happens in it stays in it.</summary>
internal sealed class RunningJob(JobInfo info, Uri url, string token, LiveKitBackend liveKit, LiveKitWorkerOptions options, JobServices worker) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly Signal _cancelled = new();
    private JobEndReason? _reason;

    public string Id => info.Id;

    /// <summary>Gets what it failed with, in words that may leave the process: never a message, which may hold anything.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Serves the job. Never throws.</summary>
    public async Task<JobEndReason> RunAsync()
    {
        // Off the connection's loop: an entrypoint may do much before it first waits.
        await Task.Yield();
        var started = worker.TimeProvider.GetTimestamp();
        using var activity = WorkerTelemetry.StartJob(info);
        worker.Logger.JobBegins(info.Id, info.AgentName, info.RoomName);
        try
        {
            await ServeAsync();
        }
        catch (Exception error)
        {
            Fail(error);
        }

        var reason = EndedFor(JobEndReason.Completed);
        WorkerTelemetry.EndJob(activity, info, reason, worker.TimeProvider.GetElapsedTime(started));
        worker.Logger.JobEnded(info.Id, info.RoomName, reason);
        return reason;
    }

    /// <summary>Cancels the job; the first reason counts.</summary>
    public void End(JobEndReason reason)
    {
        if (EndedFor(reason) == reason)
            _ = CancelAsync();
    }

    public void Dispose() => _cancel.Dispose();

    private async Task ServeAsync()
    {
        await using var scope = new AsyncServiceScope(worker.Services.CreateScope());
        var undo = new UndoStack(worker.TimeProvider, worker.Logger);
        var room = await liveKit.Rooms.ConnectAsync(url, token, _cancel.Token);
        undo.Push("leave the room", _ => room.DisposeAsync().AsTask());
        using var observation = room.Observe(happened =>
        {
            if (happened is RoomEvent.Disconnected)
                End(JobEndReason.Disconnected);
        });

        var job = new JobContext(info, room, liveKit, worker with { Services = scope.ServiceProvider }, undo, End, _cancel.Token);
        try
        {
            if (!room.IsConnected)
                End(JobEndReason.Disconnected);
            await RunEntrypointAsync(job);
        }
        catch (Exception error)
        {
            Fail(error);
        }

        await job.EndAsync(EndedFor(JobEndReason.Completed));
    }

    // One that ignores its cancellation is left to itself: the room, and the worker's place, are others'.
    private async Task RunEntrypointAsync(JobContext job)
    {
        using var ended = new CancellationTokenSource();
        var serving = EnterAsync(job);
        var abandoned = WaitAfterCancellationAsync(ended.Token);
        if (await Task.WhenAny(serving, abandoned) == serving)
        {
            ended.Cancel();
            await serving;
            return;
        }

        worker.Logger.JobAbandoned(info.Id, info.RoomName, options.CancelTimeout);
        _ = ForgetAsync(serving);
    }

    // An entrypoint that throws before it waits fails like any other.
    private async Task EnterAsync(JobContext job) => await options.Entrypoint!(job, _cancel.Token);

    private async Task WaitAfterCancellationAsync(CancellationToken ended)
    {
        await using var registration = ended.Register(() => _cancelled.TrySet());
        await _cancelled.Task;
        await Task.Delay(options.CancelTimeout, worker.TimeProvider, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private async Task ForgetAsync(Task serving)
    {
        try
        {
            await serving;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            worker.Logger.JobFailed(info.Id, info.RoomName, error);
        }
        catch (OperationCanceledException)
        {
            // It did end, late.
        }
    }

    private void Fail(Exception error)
    {
        // Cancelled because it was to end: that is how it ends.
        if (error is OperationCanceledException && _cancel.IsCancellationRequested)
            return;

        // When the room is gone, whatever is still done in it throws: that is how it ends, too.
        if (EndedFor(JobEndReason.Failed) != JobEndReason.Failed)
        {
            worker.Logger.JobThrewWhileEnding(info.Id, info.RoomName, error);
            return;
        }

        Error = error is LiveKitException { Code: var code and not TwirpErrorCode.None } ? $"{nameof(LiveKitException)} ({code})" : error.GetType().Name;
        worker.Logger.JobFailed(info.Id, info.RoomName, error);
    }

    private JobEndReason EndedFor(JobEndReason reason)
    {
        lock (_lock)
            return _reason ??= reason;
    }

    // Not at once: what the application does when the token is cancelled must not hold up the worker.
    private async Task CancelAsync()
    {
        await Task.Yield();
        try
        {
            _cancel.Cancel();
        }
        catch (Exception error) when (error is AggregateException or ObjectDisposedException)
        {
            worker.Logger.JobCancellationFailed(info.Id, error);
        }
        finally
        {
            _cancelled.TrySet();
        }
    }
}
