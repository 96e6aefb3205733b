namespace WarmTransfer;

/// <summary>Why a job ended.</summary>
public enum JobEndReason
{
    /// <summary>No reason is known. A job that has ended always has another one.</summary>
    Unknown = 0,

    /// <summary>Its entrypoint returned.</summary>
    Completed,

    /// <summary>Its entrypoint threw, or the room could not be joined.</summary>
    Failed,

    /// <summary><see cref="JobContext.Shutdown"/> was called.</summary>
    Requested,

    /// <summary>The agent's connection to the room ended: the room was deleted, or the agent removed.</summary>
    Disconnected,

    /// <summary>The server ended the job: its dispatch was deleted, or its agent left.</summary>
    Terminated,

    /// <summary>The worker stopped, and the job did not end within the drain timeout.</summary>
    WorkerStopped,
}
