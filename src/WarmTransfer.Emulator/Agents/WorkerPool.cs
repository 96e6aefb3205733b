using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>The workers that are connected, and which of them a job is offered to. Touched only under the directory's lock.</summary>
internal sealed class WorkerPool(TimeProvider time, IdSource ids, int seed)
{
    // A server whose workers all carry this much does not offer them anything. LiveKit's default.
    private const float TargetLoad = 0.7f;

    // What the recorded server takes to ask around for workers; jobs begun meanwhile are entered into their dispatch after it.
    private static readonly TimeSpan SurveyTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SurveyLifetime = TimeSpan.FromMinutes(1);

    private readonly HashSet<WorkerConnection> _connections = [];
    private readonly List<RegisteredWorker> _workers = [];
    private readonly Random _random = new(seed);
    private DateTimeOffset? _surveyedAt;

    public ServerInfo ServerInfo { get; } = new() { Version = "1.9.0", Protocol = 16, NodeId = ids.Next("ND_"), AgentProtocol = 1 };

    public void Connected(WorkerConnection connection) => _connections.Add(connection);

    public void Disconnected(WorkerConnection connection) => _connections.Remove(connection);

    public void Register(RegisteredWorker worker)
    {
        // The first of its kind: the server's list of what there is becomes void.
        if (_workers.TrueForAll(other => other.Key != worker.Key))
            _surveyedAt = null;
        _workers.Add(worker);
    }

    public void Deregister(RegisteredWorker worker)
    {
        _workers.Remove(worker);
        worker.Closed();
    }

    /// <summary>Drops every worker's socket.</summary>
    public void DropAll()
    {
        foreach (var connection in _connections.ToArray())
            connection.Drop();
    }

    /// <summary>Gets when the server has the list of workers that a job begun now needs to be entered into its dispatch.</summary>
    public DateTimeOffset Survey()
    {
        var now = time.GetUtcNow();
        if (_surveyedAt is not { } surveyedAt || now - surveyedAt > SurveyLifetime)
            _surveyedAt = surveyedAt = now;
        return surveyedAt + SurveyTime;
    }

    /// <summary>Says whether the workers of a kind have anything left to give.</summary>
    public bool HasCapacity(WorkerKey key) => _workers.Exists(w => w.Key == key && w.IsAvailable && w.Load < TargetLoad);

    /// <summary>Chooses a worker, the more likely the less it carries; <see langword="null"/> when there is none left to ask.</summary>
    public RegisteredWorker? Choose(WorkerKey key, IReadOnlySet<RegisteredWorker> asked)
    {
        var candidates = _workers.FindAll(w => w.Key == key && w.IsAvailable && !asked.Contains(w) && w.Load < 1);
        var rest = _random.NextSingle() * candidates.Sum(FreeShare);
        return candidates.Find(worker => (rest -= FreeShare(worker)) <= 0) ?? candidates.LastOrDefault();
    }

    /// <summary>Tells the worker that has a job to end it. Nobody's job is nobody's.</summary>
    public void Terminate(string jobId)
    {
        if (_workers.Find(w => w.RunningJobs.Remove(jobId)) is { } worker)
            worker.Send(new ServerMessage { Termination = new JobTermination { JobId = jobId } });
    }

    private static float FreeShare(RegisteredWorker worker) => Math.Max(0, 1 - worker.Load);
}
