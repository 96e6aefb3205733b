namespace WarmTransfer.Emulator;

/// <summary>The server's end of a worker's socket, whatever carries it.</summary>
internal interface IWorkerSocket
{
    /// <summary>Sends a frame; frames arrive in the order in which they were sent. On a socket that is gone it does nothing.</summary>
    void Send(WorkerFrame frame);

    /// <summary>Drops the connection without a close frame (close code 1006 at the other end). A second time does nothing.</summary>
    void Drop();
}
