using Microsoft.Extensions.Logging;
using WarmTransfer.Protocol;

namespace WarmTransfer;

/// <summary>The jobs a worker is offered: its answers, and the places it keeps for the jobs it took.</summary>
internal sealed class JobOffers(LiveKitWorkerOptions options, TimeProvider time, ILogger logger)
{
    // LiveKit assigns a job as soon as it is taken; one that is not assigned went to another worker.
    private static readonly TimeSpan AssignmentTimeout = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _taken = [];
    private bool _isClosed;

    /// <summary>Gets how many jobs were taken and are not assigned yet.</summary>
    public int Taken
    {
        get
        {
            lock (_lock)
                return _taken.Count;
        }
    }

    /// <summary>Gets whether every offer is declined, because the worker is stopping.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
                return _isClosed;
        }
    }

    /// <summary>Answers an offer.</summary>
    /// <param name="job">The job offered.</param>
    /// <param name="running">How many jobs run. More cannot begin meanwhile: offers and assignments come one by one over one connection.</param>
    public AvailabilityResponse Answer(JobInfo job, int running)
    {
        var accept = Take(job, running) ? Ask(job) as JobAnswer.Accept : null;
        if (accept is null)
            Forget(job.Id);
        WorkerTelemetry.Offered(options.AgentName, accept is not null);
        return accept is null ? new AvailabilityResponse { JobId = job.Id } : Describe(job, accept);
    }

    /// <summary>Frees the place kept for a job.</summary>
    public void Forget(string jobId)
    {
        lock (_lock)
            _taken.Remove(jobId);
    }

    /// <summary>Frees all places: answers over a connection that is gone are void.</summary>
    public void ForgetAll()
    {
        lock (_lock)
            _taken.Clear();
    }

    /// <summary>Declines every offer from now on.</summary>
    /// <returns>Whether jobs were taken that may still be assigned.</returns>
    public bool Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            return _taken.Count > 0;
        }
    }

    // A place is kept from the answer to the assignment: otherwise two offers at once would both get the last one.
    private bool Take(JobInfo job, int running)
    {
        bool isClosed;
        lock (_lock)
        {
            foreach (var (id, _) in _taken.Where(taken => time.GetElapsedTime(taken.Value) > AssignmentTimeout).ToArray())
                _taken.Remove(id);
            isClosed = _isClosed;
            // A job that is offered again, because the answer came late or was lost, has its place already.
            if (!isClosed && (_taken.ContainsKey(job.Id) || running + _taken.Count < options.MaxJobs))
            {
                _taken[job.Id] = time.GetTimestamp();
                return true;
            }
        }

        logger.JobDeclined(job.Id, isClosed ? "the worker is stopping" : "the worker is full");
        return false;
    }

    private JobAnswer Ask(JobInfo job)
    {
        try
        {
            return options.OnOffer?.Invoke(job) ?? new JobAnswer.Accept();
        }
        catch (Exception exception)
        {
            logger.OfferHandlerFailed(job.Id, exception);
            return JobAnswer.Decline;
        }
    }

    private AvailabilityResponse Describe(JobInfo job, JobAnswer.Accept agent)
    {
        var response = new AvailabilityResponse
        {
            JobId = job.Id,
            Available = true,
            ParticipantIdentity = string.IsNullOrEmpty(agent.Identity) ? "agent-" + job.Id : agent.Identity,
            ParticipantName = agent.Name,
            ParticipantMetadata = agent.Metadata,
        };
        foreach (var (name, value) in agent.Attributes)
            response.ParticipantAttributes[name] = value;
        response.ParticipantAttributes[AgentAttributes.AgentName] = options.AgentName;
        if (job.DispatchId.Length > 0)
            response.ParticipantAttributes[AgentAttributes.DispatchId] = job.DispatchId;
        return response;
    }
}
