using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One job from its assignment to its end. Nothing it does reaches other jobs or the worker.</summary>
internal sealed class RunningJob(JobInfo info, Uri url, string token, LiveKitBackend liveKit, LiveKitWorkerOptions options, JobServices services) : IDisposable
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
        var started = services.TimeProvider.GetTimestamp();
        using var activity = WorkerTelemetry.StartJob(info);
        services.Logger.JobBegins(info.Id, info.AgentName, info.RoomName);
        try
        {
            await ServeAsync();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        var reason = EndedFor(JobEndReason.Completed);
        WorkerTelemetry.EndJob(activity, info, reason, services.TimeProvider.GetElapsedTime(started));
        services.Logger.JobEnded(info.Id, info.RoomName, reason);
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
        await using var scope = new AsyncServiceScope(services.Services.CreateScope());
        var undo = new UndoStack(services.TimeProvider, services.Logger);
        var room = await liveKit.Rooms.ConnectAsync(url, token, _cancel.Token);
        undo.Push("leave the room", _ => room.DisposeAsync().AsTask());
        using var observation = room.Observe(happened =>
        {
            if (happened is RoomEvent.Disconnected)
                End(JobEndReason.Disconnected);
        });

        var job = new JobContext(info, room, liveKit, services with { Services = scope.ServiceProvider }, undo, End, _cancel.Token);
        try
        {
            if (!room.IsConnected)
                End(JobEndReason.Disconnected);
            await RunEntrypointAsync(job);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        await job.EndAsync(EndedFor(JobEndReason.Completed));
    }

    // An entrypoint that ignores its cancellation is left to itself: others need the room, and its place in the worker.
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

        services.Logger.JobAbandoned(info.Id, info.RoomName, options.CancelTimeout);
        _ = ForgetAsync(serving);
    }

    // An entrypoint that throws before it waits fails like any other.
    private async Task EnterAsync(JobContext job) => await options.Entrypoint!(job, _cancel.Token);

    private async Task WaitAfterCancellationAsync(CancellationToken ended)
    {
        await using var registration = ended.Register(() => _cancelled.TrySet());
        await _cancelled.Task;
        await Task.Delay(options.CancelTimeout, services.TimeProvider, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private async Task ForgetAsync(Task serving)
    {
        try
        {
            await serving;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            services.Logger.JobFailed(info.Id, info.RoomName, exception);
        }
        catch (OperationCanceledException)
        {
            // It did end, late.
        }
    }

    private void Fail(Exception exception)
    {
        // It was cancelled in order to end: that is how it ends.
        if (exception is OperationCanceledException && _cancel.IsCancellationRequested)
            return;

        // When the room is gone, everything still done in it throws: that is how it ends, too.
        if (EndedFor(JobEndReason.Failed) != JobEndReason.Failed)
        {
            services.Logger.JobThrewWhileEnding(info.Id, info.RoomName, exception);
            return;
        }

        Error = exception is LiveKitException { Code: var code and not TwirpErrorCode.None } ? $"{nameof(LiveKitException)} ({code})" : exception.GetType().Name;
        services.Logger.JobFailed(info.Id, info.RoomName, exception);
    }

    private JobEndReason EndedFor(JobEndReason reason)
    {
        lock (_lock)
            return _reason ??= reason;
    }

    // Not on the caller's stack: the application's callbacks must not hold up the worker.
    private async Task CancelAsync()
    {
        await Task.Yield();
        try
        {
            _cancel.Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            services.Logger.JobCancellationFailed(info.Id, exception);
        }
        finally
        {
            _cancelled.TrySet();
        }
    }
}
