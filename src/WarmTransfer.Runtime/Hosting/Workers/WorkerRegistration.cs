using Microsoft.Extensions.Logging;
using WarmTransfer.Protocol;

namespace WarmTransfer;

/// <summary>Keeps a worker registered: connects, serves the connection until it is lost, and connects again.</summary>
internal sealed class WorkerRegistration(
    ILiveKitServer server,
    IWorkerConnector connector,
    LiveKitWorkerOptions options,
    JobRoster roster,
    WorkerMailbox mailbox,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(1);
    private static readonly string Version = typeof(AgentWorker).Assembly.GetName().Version!.ToString(fieldCount: 3);

    private readonly WorkerBackoff _backoff = new(Random.Shared);

    // Written by the loop, read by any thread.
    private volatile string? _workerId;

    /// <summary>Gets the id the server gave the worker; <see langword="null"/> without a connection.</summary>
    public string? WorkerId => _workerId;

    /// <summary>Runs until the worker has stopped. Never throws.</summary>
    public async Task RunAsync(CancellationToken stopped)
    {
        // Connecting may do much before it first waits, and the worker is started under its lock.
        await Task.Yield();
        while (!stopped.IsCancellationRequested)
        {
            if (await TryServeAsync(stopped) is { } delay)
                await Task.Delay(delay, time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Serves one connection.</summary>
    /// <returns>How long to wait before the next; <see langword="null"/> when the worker has stopped.</returns>
    private async Task<TimeSpan?> TryServeAsync(CancellationToken stopped)
    {
        try
        {
            await ConnectAndServeAsync(stopped);
            if (stopped.IsCancellationRequested)
                return null;
            var delay = NextDelay();
            logger.WorkerConnectionLost(options.AgentName, roster.Count, delay);
            return delay;
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            var delay = NextDelay();
            logger.WorkerNotRegistered(options.AgentName, delay, exception);
            return delay;
        }
    }

    private TimeSpan NextDelay()
    {
        WorkerTelemetry.ConnectionLost(options.AgentName);
        return _backoff.Next();
    }

    private async Task ConnectAndServeAsync(CancellationToken stopped)
    {
        var token = server.SignToken(new AccessToken { Video = new VideoGrant { Agent = true }, Lifetime = TokenLifetime });
        await using var connection = await connector.ConnectAsync(server.Url, token, stopped);
        var link = new WorkerLink(connection, options.AgentName, time, logger);
        var workerId = await link.RegisterAsync(new RegisterWorkerRequest
        {
            AgentName = options.AgentName,
            Type = (Protocol.JobType)options.Type,
            Version = Version,
            PingInterval = (uint)WorkerLink.PingInterval.TotalSeconds,
            AllowedPermissions = new ParticipantPermission { CanPublish = true, CanSubscribe = true, CanPublishData = true, CanUpdateMetadata = true },
        }, stopped);

        _backoff.Reset();
        logger.WorkerRegistered(options.AgentName, workerId);
        // No job begins before the first message is received, so none is missing from those that are named here. One that
        // ends meanwhile is named all the same, and its end is in the mailbox, sent after it.
        mailbox.Attach(link, roster.DescribeRunning());
        _workerId = workerId;
        try
        {
            await ServeAsync(link, stopped);
        }
        finally
        {
            _workerId = null;
            mailbox.Detach();
            // Nothing is received any more, so no offer is answered after this over a connection that is gone.
            roster.ForgetOffers();
        }
    }

    private async Task ServeAsync(WorkerLink link, CancellationToken stopped)
    {
        using var served = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        roster.ReportLoad();
        var reporting = ReportRegularlyAsync(served.Token);
        try
        {
            await link.ServeAsync(roster.Receive, stopped);
        }
        finally
        {
            served.Cancel();
            await reporting;
        }
    }

    private async Task ReportRegularlyAsync(CancellationToken served)
    {
        while (!served.IsCancellationRequested)
        {
            await Task.Delay(options.ReportInterval, time, served).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!served.IsCancellationRequested)
                roster.ReportLoad();
        }
    }
}
