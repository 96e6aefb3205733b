namespace WarmTransfer;

/// <summary>How an <see cref="AgentWorker"/> serves jobs.</summary>
public sealed class LiveKitWorkerOptions
{
    /// <summary>Gets or sets the name that dispatches ask for. Required: LiveKit sends an agent without a name into every new room, consult rooms too.</summary>
    public string AgentName { get; set; } = "";

    /// <summary>Gets or sets the function that serves a job. The job ends when it returns. Required, unless the worker was registered with a class.</summary>
    public Func<JobContext, CancellationToken, Task>? Entrypoint { get; set; }

    /// <summary>Gets or sets what the agents are for. Default: <see cref="JobType.Room"/>.</summary>
    public JobType Type { get; set; }

    /// <summary>
    /// Gets or sets the function that answers an offer. It must not block. Default: every job is taken, under the identity
    /// <c>agent-</c> and the job's id. Offers to a full or stopping worker are declined without asking.
    /// </summary>
    public Func<JobInfo, JobAnswer>? OnOffer { get; set; }

    /// <summary>Gets or sets the most jobs that run side by side; 1 or more. Default: 25.</summary>
    public int MaxJobs { get; set; } = 25;

    /// <summary>
    /// Gets or sets the load at which the worker is full: more than 0, at most 1. Default: 0.7, at which LiveKit's server offers
    /// nothing either. The load is the share of the machine in use (<see cref="MeasureCpu"/>) or the jobs' share of
    /// <see cref="MaxJobs"/>, scaled so that all of them make this limit: the larger of the two.
    /// </summary>
    public double LoadLimit { get; set; } = 0.7;

    /// <summary>Gets or sets the function that measures the share of the machine in use, 0 to 1. It may be called by several threads. Default: this process's processor time over all processors since the last report.</summary>
    public Func<double>? MeasureCpu { get; set; }

    /// <summary>Gets or sets how often the load is reported; it is also reported when a job begins or ends. From 0.1 s to 1 min. Default: 2.5 s.</summary>
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// Gets or sets how long running jobs may go on when the host stops: zero to one day. Default: 25 s, which fits into the host's
    /// own limit of 30 s (<c>HostOptions.ShutdownTimeout</c>): raise that one too for longer calls.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Gets or sets how long a cancelled job has to end before the worker leaves its room without it: more than zero, at most one day. Default: 5 s.</summary>
    public TimeSpan CancelTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal LiveKitWorkerOptions Copy() => (LiveKitWorkerOptions)MemberwiseClone();

    /// <summary>Lists everything that is wrong with the values; empty when they can be used.</summary>
    internal IReadOnlyList<string> FindProblems()
    {
        List<string> problems = [];
        if (string.IsNullOrWhiteSpace(AgentName))
            problems.Add($"{nameof(AgentName)} is empty; name the agent as its dispatches do (LiveKit sends a nameless one into every new room).");
        if (Entrypoint is null)
            problems.Add($"{nameof(Entrypoint)} is not set; set it, or register the worker with AddLiveKitWorker<TEntrypoint>.");
        if (!Enum.IsDefined(Type))
            problems.Add($"{nameof(Type)} is {Type}; expected {nameof(JobType.Room)}, {nameof(JobType.Publisher)} or {nameof(JobType.Participant)}.");
        if (MaxJobs < 1)
            problems.Add($"{nameof(MaxJobs)} is {MaxJobs}; expected 1 or more.");
        if (LoadLimit is not (> 0 and <= 1))
            problems.Add($"{nameof(LoadLimit)} is {LoadLimit}; expected more than 0 and at most 1.");
        if (ReportInterval < TimeSpan.FromSeconds(0.1) || ReportInterval > TimeSpan.FromMinutes(1))
            problems.Add($"{nameof(ReportInterval)} is {ReportInterval}; expected 0.1 s to 1 min.");
        if (DrainTimeout < TimeSpan.Zero || DrainTimeout > TimeSpan.FromDays(1))
            problems.Add($"{nameof(DrainTimeout)} is {DrainTimeout}; expected zero to one day.");
        if (CancelTimeout <= TimeSpan.Zero || CancelTimeout > TimeSpan.FromDays(1))
            problems.Add($"{nameof(CancelTimeout)} is {CancelTimeout}; expected more than zero, at most one day.");
        return problems;
    }
}
