namespace WarmTransfer;

/// <summary>What a worker does with a job, as a class: made anew for each job, from the services of the job's own scope.</summary>
public interface IJobEntrypoint
{
    /// <summary>Serves one job. The job ends when this does.</summary>
    /// <param name="job">The job, its room joined.</param>
    /// <param name="cancellationToken">Cancelled when the job is to end: the room is gone, the server ends it, or the worker stops.</param>
    Task RunAsync(JobContext job, CancellationToken cancellationToken);
}
