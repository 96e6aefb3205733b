using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>One job on its way to a worker: offered to one after another until one takes it, or lost for good.</summary>
/// <remarks>A worker that declines or drops is followed by the next; one that does not answer is not.</remarks>
internal sealed class JobOffer(RoomDirectory rooms, Job job, Func<IReadOnlySet<RegisteredWorker>, RegisteredWorker?> choose, Action<Job>? taken)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly HashSet<RegisteredWorker> _asked = [];
    private RegisteredWorker? _worker;
    private ITimer? _timer;

    public Job Job { get; } = job;

    public string JobId => Job.Id;

    /// <summary>Offers the job to the next worker, if there is one.</summary>
    public void Next()
    {
        _timer?.Dispose();
        _worker = choose(_asked);
        if (_worker is null)
            return;

        _asked.Add(_worker);
        var now = rooms.Now();
        Job.State = new JobState { Status = JobStatus.JsRunning, StartedAt = now, UpdatedAt = now };
        _worker.Offer(this);
        // The worker it was asked of, not the one it is asked of by then: the timer may fire while the answer is taken.
        var asked = _worker;
        _timer = rooms.Time.CreateTimer(_ => rooms.Change(() => asked.Withdraw(this)), null, AnswerTimeout, Timeout.InfiniteTimeSpan);
    }

    public void Answered(AvailabilityResponse answer)
    {
        _timer?.Dispose();
        var worker = _worker!;
        if (answer.Terminate)
        {
            Job.State.Status = JobStatus.JsSuccess;
            Job.State.EndedAt = Job.State.StartedAt;
            taken?.Invoke(Job);
            return;
        }

        if (!answer.Available)
        {
            Next();
            return;
        }

        Job.State.ParticipantIdentity = answer.ParticipantIdentity;
        var token = rooms.SignJobToken(Job.Room.Name, answer, worker.Permissions);
        worker.RunningJobs.Add(JobId);
        worker.Send(new ServerMessage { Assignment = new JobAssignment { Job = Job.Clone(), Token = token } });
        taken?.Invoke(Job);
    }

    public void WorkerClosed() => Next();
}
