using WarmTransfer.Protocol;

namespace WarmTransfer;

/// <summary>The jobs of a worker: which offers it takes, which jobs run, how much it carries, and how it comes to an end.</summary>
internal sealed class JobRoster(LiveKitBackend liveKit, LiveKitWorkerOptions options, JobServices services, WorkerMailbox mailbox)
{
    // What was answered a moment before the worker began to stop is assigned within a round trip.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);

    // Taken before the locks of what is below, never after. It makes two things one: a job's move from the offers to those
    // that run, and the measuring and sending of a load, so that an older report never overtakes a newer one.
    private readonly Lock _lock = new();
    private readonly JobOffers _offers = new(options, services.TimeProvider, services.Logger);
    private readonly RunningJobs _running = new();
    private readonly WorkerLoad _load = new(options, services.TimeProvider, services.Logger);
    private bool _isFull;

    /// <summary>Gets how many jobs are running.</summary>
    public int Count => _running.Count;

    /// <summary>Gets whether it takes no more jobs, because the worker is stopping.</summary>
    public bool IsDraining => _offers.IsClosed;

    /// <summary>Gets whether the server was last told that it takes no more jobs for now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
                return _isFull;
        }
    }

    /// <summary>Says which jobs go on over a new connection; <see langword="null"/> when none do. An open-source server makes nothing of it, LiveKit Cloud may.</summary>
    public WorkerMessage? DescribeRunning() =>
        _running.Ids is { Length: > 0 } jobs ? new WorkerMessage { MigrateJob = new MigrateJobRequest { JobIds = { jobs } } } : null;

    /// <summary>Does what the server says. A message that cannot be dealt with must not cost the connection, and with it the worker's place.</summary>
    public void Receive(ServerMessage message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception exception)
        {
            services.Logger.WorkerMessageFailed(options.AgentName, message.MessageCase.ToString(), exception);
        }
    }

    /// <summary>Frees the places of jobs that were taken: what was answered over a connection that is gone is void.</summary>
    public void ForgetOffers() => _offers.ForgetAll();

    /// <summary>Measures the load and reports it.</summary>
    public void ReportLoad()
    {
        // Before the lock: it may be the application's code that measures.
        var cpu = _load.MeasureCpu();
        lock (_lock)
        {
            var running = _running.Count;
            var jobs = running + _offers.Taken;
            var load = _load.Of(jobs, cpu);
            _isFull = IsDraining || jobs >= options.MaxJobs || load >= options.LoadLimit;
            mailbox.Send(new WorkerMessage
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

    /// <summary>Takes no more jobs, gives those that run some time to end, and cancels the rest.</summary>
    /// <param name="limit">The time.</param>
    /// <param name="hurry">Ends the waiting: jobs that still run are cancelled at once.</param>
    public async Task DrainAsync(TimeSpan limit, CancellationToken hurry)
    {
        var isAnythingTaken = _offers.Close();
        ReportLoad();
        services.Logger.WorkerDraining(options.AgentName, Count, limit);
        if (isAnythingTaken)
            await Task.Delay(SettleTime, services.TimeProvider);
        _running.Close();
        try
        {
            await _running.WhenIdleAsync().WaitAsync(limit, services.TimeProvider, hurry);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _running.EndAll(JobEndReason.WorkerStopped);
            // Each job is given up after its own limit and those of what it started.
            await _running.WhenIdleAsync();
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
                _running.End(message.Termination.JobId, JobEndReason.Terminated);
                break;
            default:
                // A pong, which was heard; or something a newer server says.
                break;
        }
    }

    private void AnswerOffer(JobInfo job)
    {
        // Outside the lock: the answer may be the application's. No job begins between the count and the answer, for offers
        // and assignments come one by one over one connection.
        mailbox.Send(new WorkerMessage { Availability = _offers.Answer(job, _running.Count) });
        ReportLoad();
    }

    private void Begin(JobInfo info, JobAssignment assignment)
    {
        RunningJob? job;
        bool isRefused;
        // In one go: a report of the load in between would count it twice.
        lock (_lock)
        {
            job = _running.TryAdd(info.Id, () => new RunningJob(info, UrlOf(assignment), assignment.Token, liveKit, options, services), out isRefused);
            _offers.Forget(info.Id);
        }

        if (job is not null)
            _ = RunAsync(job);
        else if (isRefused)
            mailbox.Send(new WorkerMessage { UpdateJob = StatusOf(info.Id, JobEndReason.WorkerStopped) });
    }

    private Uri UrlOf(JobAssignment assignment) => Uri.TryCreate(assignment.Url, UriKind.Absolute, out var other) ? other : liveKit.Server.Url;

    private async Task RunAsync(RunningJob job)
    {
        mailbox.Send(new WorkerMessage { UpdateJob = new UpdateJobStatus { JobId = job.Id, Status = JobStatus.JsRunning } });
        ReportLoad();
        var reason = await job.RunAsync();
        // Before it is taken out: when the last one is, the worker sends what there is and closes the connection.
        mailbox.Send(new WorkerMessage { UpdateJob = StatusOf(job.Id, reason, job.Error) });
        _running.Remove(job);
        ReportLoad();
    }

    private static UpdateJobStatus StatusOf(string jobId, JobEndReason reason, string error = "") => reason switch
    {
        JobEndReason.Failed => new UpdateJobStatus { JobId = jobId, Status = JobStatus.JsFailed, Error = error },
        JobEndReason.WorkerStopped => new UpdateJobStatus { JobId = jobId, Status = JobStatus.JsFailed, Error = "the worker stopped" },
        _ => new UpdateJobStatus { JobId = jobId, Status = JobStatus.JsSuccess },
    };
}
