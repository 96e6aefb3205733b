using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WarmTransfer.Protocol;

namespace WarmTransfer;

/// <summary>A worker LiveKit sends jobs to: it registers, takes what it can carry, and runs the jobs side by side until each ends.</summary>
/// <remarks>
/// <para>
/// As many as are needed may run, on as many machines, under one name: LiveKit spreads the jobs by the load they report.
/// Registered with <see cref="WorkerServiceCollectionExtensions"/>, it starts and stops with the host.
/// </para>
/// <para>
/// When its connection drops, its jobs go on, and it connects again: after half a second, then longer and longer, up to
/// 30 s. When it stops, it takes no more jobs, leaves those that run <see cref="LiveKitWorkerOptions.DrainTimeout"/> to end, and
/// cancels what is left. A job that fails is reported and logged, and touches neither the others nor the worker.
/// </para>
/// </remarks>
[DebuggerDisplay("{AgentName}: {State}, {ActiveJobs} jobs")]
public sealed class AgentWorker : IHostedService, IAsyncDisposable
{
    // What was answered a moment before the worker began to stop is assigned within a round trip.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(1);
    private static readonly string Version = typeof(AgentWorker).Assembly.GetName().Version!.ToString(fieldCount: 3);

    private readonly Lock _lock = new();
    private readonly LiveKitBackend _liveKit;
    private readonly IWorkerConnector _connector;
    private readonly LiveKitWorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly JobServices _jobServices;
    private readonly WorkerLoad _load;
    private readonly WorkerBackoff _backoff;
    private readonly RunOnce _stop;
    private readonly CancellationTokenSource _stopped = new();
    private readonly JobOffers _offers;
    private readonly RunningJobs _jobs = new();
    private readonly Queue<WorkerMessage> _unsent = [];
    private WorkerLink? _link;
    private Task? _running;
    private bool _isDraining;
    private bool _isFull;
    private TimeSpan _drainLimit;
    private CancellationToken _hurry;

    /// <summary>Initializes a worker that is started by hand; with a host, use <see cref="WorkerServiceCollectionExtensions"/>.</summary>
    /// <param name="liveKit">The LiveKit to serve.</param>
    /// <param name="connector">Connects to it as a worker.</param>
    /// <param name="options">How to serve. Read now and later: do not change it any more.</param>
    /// <param name="services">Where jobs get their services. Default: none.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    /// <param name="logger">Where logs go. Default: nowhere.</param>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message lists every one.</exception>
    public AgentWorker(
        LiveKitBackend liveKit,
        IWorkerConnector connector,
        LiveKitWorkerOptions options,
        IServiceProvider? services = null,
        TimeProvider? timeProvider = null,
        ILogger<AgentWorker>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(liveKit);
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindProblems() is { Count: > 0 } problems)
            throw new ArgumentException(LiveKitWorkerOptionsValidator.Describe(options, problems), nameof(options));

        _liveKit = liveKit;
        _connector = connector;
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<AgentWorker>.Instance;
        _jobServices = new JobServices(services ?? new ServiceCollection().BuildServiceProvider(), _time, _logger);
        _offers = new JobOffers(options, _time, _logger);
        _load = new WorkerLoad(options, _time);
        _backoff = new WorkerBackoff(Random.Shared);
        _stop = new RunOnce(DrainAndStopAsync);
    }

    /// <summary>Gets the name dispatches ask for.</summary>
    public string AgentName => _options.AgentName;

    /// <summary>Gets the id the server gave the worker, <c>AW_…</c>; another one after each reconnection, <see langword="null"/> without a connection.</summary>
    public string? WorkerId { get; private set; }

    /// <summary>Gets what the worker is up to.</summary>
    public WorkerState State
    {
        get
        {
            lock (_lock)
            {
                return this switch
                {
                    { _stopped.IsCancellationRequested: true } => WorkerState.Stopped,
                    { _isDraining: true } => WorkerState.Draining,
                    { _link: null } => WorkerState.Connecting,
                    { _isFull: true } => WorkerState.Full,
                    _ => WorkerState.Available,
                };
            }
        }
    }

    /// <summary>Gets how many jobs are running.</summary>
    public int ActiveJobs => _jobs.Count;

    /// <summary>Starts connecting. That it is registered shows in <see cref="State"/>: a server that is not there yet is waited for.</summary>
    /// <param name="cancellationToken">Not used: starting takes no time.</param>
    /// <exception cref="InvalidOperationException">The worker was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_running is not null || _stop.IsAsked)
                throw new InvalidOperationException($"Worker '{AgentName}' was started before; make a new one.");
            _running = Task.CompletedTask;
        }

        _running = RunAsync();
        return Task.CompletedTask;
    }

    /// <summary>Takes no more jobs, leaves those that run the drain timeout to end, cancels what is left, and closes the connection.</summary>
    /// <param name="cancellationToken">Ends the waiting: what still runs is cancelled at once.</param>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _drainLimit = _options.DrainTimeout;
        _hurry = cancellationToken;
        return _stop.RunAsync();
    }

    /// <summary>Stops at once: what runs is cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.RunAsync();
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await ConnectAndServeAsync();
                if (_stopped.IsCancellationRequested)
                    return;
                var delay = LostConnection();
                _logger.WorkerConnectionLost(AgentName, ActiveJobs, delay);
                await Task.Delay(delay, _time, _stopped.Token);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                var delay = LostConnection();
                _logger.WorkerNotRegistered(AgentName, delay, error);
                await Task.Delay(delay, _time, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private TimeSpan LostConnection()
    {
        WorkerTelemetry.ConnectionLost(AgentName);
        return _backoff.Next();
    }

    private async Task ConnectAndServeAsync()
    {
        var token = _liveKit.Server.SignToken(new AccessToken { Video = new VideoGrant { Agent = true }, Lifetime = TokenLifetime });
        await using var connection = await _connector.ConnectAsync(_liveKit.Server.Url, token, _stopped.Token);
        var link = new WorkerLink(connection, AgentName, _time, _logger);
        var workerId = await link.RegisterAsync(new RegisterWorkerRequest
        {
            AgentName = AgentName,
            Type = (Protocol.JobType)_options.Type,
            Version = Version,
            PingInterval = (uint)WorkerLink.PingInterval.TotalSeconds,
            AllowedPermissions = new ParticipantPermission { CanPublish = true, CanSubscribe = true, CanPublishData = true, CanUpdateMetadata = true },
        }, _stopped.Token);

        _backoff.Reset();
        _logger.WorkerRegistered(AgentName, workerId);
        Attach(link, workerId);
        using var served = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        var reporting = ReportAsync(served.Token);
        try
        {
            await link.ServeAsync(Receive, _stopped.Token);
        }
        finally
        {
            Detach();
            served.Cancel();
            await reporting;
        }
    }

    private void Attach(WorkerLink link, string workerId)
    {
        lock (_lock)
        {
            _link = link;
            WorkerId = workerId;
            // Which jobs go on here. An open-source server makes nothing of it, LiveKit Cloud may.
            if (_jobs.Ids is { Length: > 0 } jobs)
                link.Send(new WorkerMessage { MigrateJob = new MigrateJobRequest { JobIds = { jobs } } });
            while (_unsent.TryDequeue(out var message))
                link.Send(message);
        }

        ReportLoad();
    }

    private void Detach()
    {
        lock (_lock)
        {
            _link = null;
            WorkerId = null;
            _offers.ForgetAll();
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(_options.ReportInterval, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            ReportLoad();
        }
    }

    private void ReportLoad()
    {
        lock (_lock)
        {
            var running = _jobs.Count;
            var jobs = running + _offers.Taken;
            var load = MeasureLoad(jobs);
            _isFull = _isDraining || jobs >= _options.MaxJobs || load >= _options.LoadLimit;
            _link?.Send(new WorkerMessage
            {
                UpdateWorker = new UpdateWorkerStatus
                {
                    Status = _isFull ? WorkerStatus.WsFull : WorkerStatus.WsAvailable,
                    Load = (float)load,
                    JobCount = (uint)running,
                },
            });
        }
    }

    private double MeasureLoad(int jobs)
    {
        try
        {
            return _load.Measure(jobs);
        }
        catch (Exception error)
        {
            _logger.MeasureFailed(AgentName, error);
            return _options.LoadLimit * jobs / _options.MaxJobs;
        }
    }

    // One message that cannot be dealt with must not cost the connection, and with it the worker's place.
    private void Receive(ServerMessage message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception error)
        {
            _logger.WorkerMessageFailed(AgentName, message.MessageCase.ToString(), error);
        }
    }

    private void Handle(ServerMessage message)
    {
        switch (message.MessageCase)
        {
            case ServerMessage.MessageOneofCase.Availability when message.Availability.Job is { } job:
                AnswerOffer(JobInfo.From(job));
                break;
            case ServerMessage.MessageOneofCase.Assignment when message.Assignment.Job is { } job:
                Begin(JobInfo.From(job), message.Assignment);
                break;
            case ServerMessage.MessageOneofCase.Termination:
                _jobs.End(message.Termination.JobId, JobEndReason.Terminated);
                break;
            default:
                // A pong, which was heard; or something a newer server says.
                break;
        }
    }

    private void AnswerOffer(JobInfo job)
    {
        Send(new WorkerMessage { Availability = _offers.Answer(job, _jobs.Count) });
        ReportLoad();
    }

    private void Begin(JobInfo info, JobAssignment assignment)
    {
        RunningJob? job;
        bool isRefused;
        // In one go: a report of the load in between would count it twice.
        lock (_lock)
        {
            job = _jobs.TryAdd(info.Id, () => new RunningJob(info, UrlOf(assignment), assignment.Token, _liveKit, _options, _jobServices), out isRefused);
            _offers.Forget(info.Id);
        }

        if (job is not null)
            _ = RunAsync(job);
        else if (isRefused)
            Send(new WorkerMessage { UpdateJob = StatusOf(info.Id, JobEndReason.WorkerStopped) });
    }

    private Uri UrlOf(JobAssignment assignment) => Uri.TryCreate(assignment.Url, UriKind.Absolute, out var other) ? other : _liveKit.Server.Url;

    private async Task RunAsync(RunningJob job)
    {
        Send(new WorkerMessage { UpdateJob = new UpdateJobStatus { JobId = job.Id, Status = JobStatus.JsRunning } });
        ReportLoad();
        var reason = await job.RunAsync();
        Send(new WorkerMessage { UpdateJob = StatusOf(job.Id, reason, job.Error) });
        _jobs.Remove(job);
        ReportLoad();
    }

    private static UpdateJobStatus StatusOf(string jobId, JobEndReason reason, string error = "") => reason switch
    {
        JobEndReason.Failed => new UpdateJobStatus { JobId = jobId, Status = JobStatus.JsFailed, Error = error },
        JobEndReason.WorkerStopped => new UpdateJobStatus { JobId = jobId, Status = JobStatus.JsFailed, Error = "the worker stopped" },
        _ => new UpdateJobStatus { JobId = jobId, Status = JobStatus.JsSuccess },
    };

    // What is said of jobs while there is no connection waits for the next one; answers to offers do not: they are void by then.
    private void Send(WorkerMessage message)
    {
        lock (_lock)
        {
            if (_link is { } link)
                link.Send(message);
            else if (message.MessageCase == WorkerMessage.MessageOneofCase.UpdateJob)
                _unsent.Enqueue(message);
        }
    }

    private async Task DrainAndStopAsync()
    {
        lock (_lock)
            _isDraining = true;
        var isAnythingTaken = _offers.Close();
        ReportLoad();
        _logger.WorkerDraining(AgentName, ActiveJobs, _drainLimit);
        if (isAnythingTaken)
            await Task.Delay(SettleTime, _time);
        _jobs.Close();
        if (!await BoundAsync(_jobs.WhenIdleAsync(), _drainLimit, _hurry))
        {
            _jobs.EndAll(JobEndReason.WorkerStopped);
            // Each is given up by itself, after its own limit and those of what it began.
            await _jobs.WhenIdleAsync();
        }

        if (_link is { } link)
            await BoundAsync(link.FlushAsync(), FlushTimeout, CancellationToken.None);
        _stopped.Cancel();
        if (_running is { } running)
            await running;
    }

    private async Task<bool> BoundAsync(Task work, TimeSpan limit, CancellationToken hurry)
    {
        try
        {
            await work.WaitAsync(limit, _time, hurry);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
