using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>A worker that has registered, for as long as its socket stands. Touched only under the directory's lock.</summary>
internal sealed class RegisteredWorker(string id, RegisterWorkerRequest registration, Action<ServerMessage> send)
{
    private readonly Dictionary<string, JobOffer> _offers = [];

    public string Id { get; } = id;

    public WorkerKey Key { get; } = new(registration.AgentName, registration.Type);

    /// <summary>Gets what an agent of this worker may do in its room. One that asked for nothing may speak, listen and describe itself.</summary>
    public ParticipantPermission Permissions { get; } = registration.AllowedPermissions ?? new ParticipantPermission
    {
        CanSubscribe = true,
        CanPublish = true,
        CanPublishData = true,
        CanUpdateMetadata = true,
    };

    public bool IsAvailable { get; private set; } = true;

    public float Load { get; private set; }

    /// <summary>Gets the ids of the jobs it was assigned and has not ended.</summary>
    public HashSet<string> RunningJobs { get; } = [];

    public void Send(ServerMessage message) => send(message);

    public void Offer(JobOffer offer)
    {
        _offers.Add(offer.JobId, offer);
        Send(new ServerMessage { Availability = new AvailabilityRequest { Job = offer.Job.Clone() } });
    }

    public void Withdraw(JobOffer offer) => _offers.Remove(offer.JobId);

    /// <summary>Takes the worker's answer to an offer. One that nobody waits for, or no longer does, is ignored.</summary>
    public void Answer(AvailabilityResponse answer)
    {
        if (_offers.Remove(answer.JobId, out var offer))
            offer.Answered(answer);
    }

    public void Update(UpdateWorkerStatus update)
    {
        if (update.HasStatus)
            IsAvailable = update.Status == WorkerStatus.WsAvailable;
        Load = update.Load;
    }

    public void Update(UpdateJobStatus update)
    {
        if (update.Status is JobStatus.JsSuccess or JobStatus.JsFailed)
            RunningJobs.Remove(update.JobId);
    }

    /// <summary>The socket is gone: what was offered goes to others; what was assigned is nobody's any more.</summary>
    public void Closed()
    {
        RunningJobs.Clear();
        foreach (var offer in _offers.Values.ToArray())
            offer.WorkerClosed();
        _offers.Clear();
    }
}
