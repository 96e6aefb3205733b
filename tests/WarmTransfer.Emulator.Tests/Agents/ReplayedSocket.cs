namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>A worker's end of a connection: what the server sent over it, and when.</summary>
internal sealed class ReplayedSocket : IWorkerSocket
{
    private readonly TimeProvider _time;

    public ReplayedSocket(LiveKitEmulator emulator)
    {
        _time = emulator.TimeProvider;
        Server = new WorkerConnection(emulator.Directory, this);
    }

    /// <summary>Gets the server's end.</summary>
    public WorkerConnection Server { get; }

    /// <summary>Gets what has arrived and has not been taken.</summary>
    public Queue<(WorkerFrame Frame, DateTimeOffset At)> Inbox { get; } = new();

    public bool IsDropped { get; private set; }

    public void Send(WorkerFrame frame) => Inbox.Enqueue((frame, _time.GetUtcNow()));

    public void Drop() => IsDropped = true;
}
