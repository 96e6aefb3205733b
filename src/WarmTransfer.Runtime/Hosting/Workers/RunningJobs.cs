namespace WarmTransfer;

/// <summary>The jobs a worker runs, each once, and when the last of them has ended.</summary>
internal sealed class RunningJobs
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RunningJob> _jobs = [];
    private readonly Signal _idle = new();
    private bool _isClosed;

    public int Count
    {
        get
        {
            lock (_lock)
                return _jobs.Count;
        }
    }

    public string[] Ids
    {
        get
        {
            lock (_lock)
                return [.. _jobs.Keys];
        }
    }

    /// <summary>Adds a job, unless it runs already or no more are taken. It is made only when it is added: nothing would dispose of another.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="isRefused">Whether it does not run, because no more are taken.</param>
    /// <returns>The job to run, or <see langword="null"/>.</returns>
    public RunningJob? TryAdd(string id, Func<RunningJob> make, out bool isRefused)
    {
        lock (_lock)
        {
            // Under one lock: a job that is counted but does not run would keep the worker from stopping.
            isRefused = _isClosed && !_jobs.ContainsKey(id);
            if (_isClosed || _jobs.ContainsKey(id))
                return null;
            var job = make();
            _jobs.Add(id, job);
            return job;
        }
    }

    /// <summary>Removes a job that has ended.</summary>
    public void Remove(RunningJob job)
    {
        lock (_lock)
        {
            _jobs.Remove(job.Id);
            CheckIdle();
        }

        job.Dispose();
    }

    /// <summary>Cancels a job, if it runs.</summary>
    public void End(string id, JobEndReason reason)
    {
        RunningJob? job;
        lock (_lock)
            job = _jobs.GetValueOrDefault(id);
        job?.End(reason);
    }

    /// <summary>Cancels all jobs.</summary>
    public void EndAll(JobEndReason reason)
    {
        RunningJob[] jobs;
        lock (_lock)
            jobs = [.. _jobs.Values];
        foreach (var job in jobs)
            job.End(reason);
    }

    /// <summary>Takes no more jobs.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            CheckIdle();
        }
    }

    /// <summary>Waits until no more jobs are taken and the last has ended.</summary>
    public Task WhenIdleAsync() => _idle.Task;

    private void CheckIdle()
    {
        if (_isClosed && _jobs.Count == 0)
            _idle.TrySet();
    }
}
