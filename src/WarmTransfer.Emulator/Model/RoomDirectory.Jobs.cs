using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <content>The jobs that dispatches lead to: from the dispatch to the worker, into the dispatch's list, and out again.</content>
/// <remarks>
/// A dispatch is tried once. When at that moment no worker of its kind has anything left to give, all that have decline, or
/// the one asked does not answer, it is lost: it stays in the list, without a job, and nothing offers it again.
/// </remarks>
internal sealed partial class RoomDirectory
{
    // How long the recorded server collects what its nodes offer before it asks a worker.
    private static readonly TimeSpan OfferDelay = TimeSpan.FromMilliseconds(200);

    private readonly JobToken _jobToken = new(options.ApiKey, options.ApiSecret);

    /// <summary>Gets the time in nanoseconds since 1970, as dispatches and jobs have it.</summary>
    public long Now() => (Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public string SignJobToken(string room, AvailabilityResponse agent, ParticipantPermission permissions) =>
        _jobToken.Sign(room, agent, permissions, Time.GetUtcNow());

    /// <summary>Offers a worker a job of its own making, for trying an agent out; it belongs to no dispatch.</summary>
    public void SimulateJob(RegisteredWorker worker, SimulateJobRequest request)
    {
        var job = new Job
        {
            Id = Ids.Next("AJ_"),
            Type = request.Participant is null ? Protocol.JobType.JtRoom : Protocol.JobType.JtPublisher,
            Room = request.Room ?? new Room(),
            Participant = request.Participant,
            AgentName = worker.Key.AgentName,
        };
        new JobOffer(this, job, asked => asked.Contains(worker) ? null : worker, taken: null).Next();
    }

    private void LaunchFor(LiveRoom room, Protocol.AgentDispatch dispatch)
    {
        Launch(room, dispatch, Protocol.JobType.JtRoom, participant: null);
        foreach (var participant in room.Participants.Where(p => !p.IsDependent))
        {
            if (participant.Info.IsPublisher)
                Launch(room, dispatch, Protocol.JobType.JtPublisher, participant);
            Launch(room, dispatch, Protocol.JobType.JtParticipant, participant);
        }
    }

    private void LaunchForParticipant(LiveParticipant participant, Protocol.JobType type)
    {
        if (participant.IsDependent)
            return;
        foreach (var dispatch in participant.Room.Dispatches)
            Launch(participant.Room, dispatch, type, participant);
    }

    private void Launch(LiveRoom room, Protocol.AgentDispatch dispatch, Protocol.JobType type, LiveParticipant? participant)
    {
        var surveyed = Workers.Survey();
        var key = new WorkerKey(dispatch.AgentName, type);
        if (!Workers.HasCapacity(key))
            return;

        var job = new Job
        {
            Id = Ids.Next("AJ_"),
            DispatchId = dispatch.Id,
            Type = type,
            Room = room.Snapshot(),
            Participant = participant?.Snapshot(),
            Metadata = dispatch.Metadata,
            AgentName = dispatch.AgentName,
        };
        var offer = new JobOffer(this, job, asked => Workers.Choose(key, asked), taken: taken => EnterAt(surveyed, room, dispatch, taken));
        After(OfferDelay, offer.Next);
    }

    private void EnterAt(DateTimeOffset surveyed, LiveRoom room, Protocol.AgentDispatch dispatch, Job job)
    {
        var entry = job.Clone();
        var wait = surveyed - Time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            After(wait, () => Enter(room, dispatch, entry));
        else
            Enter(room, dispatch, entry);
    }

    private void Enter(LiveRoom room, Protocol.AgentDispatch dispatch, Job job)
    {
        if (room.IsClosed)
            return;
        // Taken back meanwhile: its job ends as soon as the server knows of it.
        if (!room.Dispatches.Contains(dispatch))
        {
            Workers.Terminate(job.Id);
            return;
        }

        dispatch.State.Jobs.Add(job);
        if (job.State.ParticipantIdentity.Length > 0)
            room.AgentJobs[job.State.ParticipantIdentity] = job.Id;
    }

    /// <summary>An agent has left its room, for whatever reason: its worker is told to end the job.</summary>
    private void EndJobOf(LiveParticipant participant)
    {
        if (participant.Room.AgentJobs.Remove(participant.Identity, out var jobId))
            Workers.Terminate(jobId);
    }

    private void After(TimeSpan delay, Action then)
    {
        ITimer timer = null!;
        timer = Time.CreateTimer(_ => Change(Fire), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(delay, Timeout.InfiniteTimeSpan);

        void Fire()
        {
            timer.Dispose();
            then();
        }
    }
}
