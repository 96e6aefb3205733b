namespace WarmTransfer;

/// <summary>Serves the jobs of a worker. One instance is made for each job, from the services of the job's own scope.</summary>
public interface IJobEntrypoint
{
    /// <summary>Serves one job. The job ends when this does.</summary>
    /// <param name="job">The job, its room joined.</param>
    /// <param name="cancellationToken">Cancelled when the job must end: the room is gone, the server ends it, or the worker stops.</param>
    Task RunAsync(JobContext job, CancellationToken cancellationToken);
}
