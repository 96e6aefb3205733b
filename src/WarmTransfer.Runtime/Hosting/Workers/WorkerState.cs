namespace WarmTransfer;

/// <summary>What an <see cref="AgentWorker"/> is doing.</summary>
public enum WorkerState
{
    /// <summary>It has no connection: it is not started, not connected yet, or about to connect again. Its jobs go on.</summary>
    Connecting,

    /// <summary>It is registered and takes more jobs.</summary>
    Available,

    /// <summary>It is registered and carries all it can.</summary>
    Full,

    /// <summary>It is stopping: it takes no more jobs.</summary>
    Draining,

    /// <summary>It has stopped.</summary>
    Stopped,
}
