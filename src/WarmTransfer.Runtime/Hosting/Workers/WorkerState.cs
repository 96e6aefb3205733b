namespace WarmTransfer;

/// <summary>What an <see cref="AgentWorker"/> is up to.</summary>
public enum WorkerState
{
    /// <summary>It has no connection: not started, not connected yet, or about to connect again. Jobs it has go on.</summary>
    Connecting,

    /// <summary>It is registered, and has room for more jobs.</summary>
    Available,

    /// <summary>It is registered, and carries all it can.</summary>
    Full,

    /// <summary>It is stopping: it takes no more jobs.</summary>
    Draining,

    /// <summary>It has stopped.</summary>
    Stopped,
}
