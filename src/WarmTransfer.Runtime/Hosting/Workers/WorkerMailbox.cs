using WarmTransfer.Protocol;

namespace WarmTransfer;

/// <summary>What a worker says to the server: sent over the connection there is, or kept for the next one.</summary>
internal sealed class WorkerMailbox
{
    private readonly Lock _lock = new();
    private readonly Queue<WorkerMessage> _unsent = [];
    private WorkerLink? _link;

    /// <summary>Sends a message after those before it.</summary>
    /// <remarks>
    /// Without a connection, what became of a job waits for the next one. The rest is dropped: an answer to an offer is
    /// void by then, and the load is reported again.
    /// </remarks>
    public void Send(WorkerMessage message)
    {
        lock (_lock)
        {
            if (_link is { } link)
                link.Send(message);
            else if (message.MessageCase == WorkerMessage.MessageOneofCase.UpdateJob)
                _unsent.Enqueue(message);
        }
    }

    /// <summary>Sends over a connection from now on.</summary>
    /// <param name="link">The connection, registered.</param>
    /// <param name="first">What goes before the messages that were kept, if anything.</param>
    public void Attach(WorkerLink link, WorkerMessage? first)
    {
        lock (_lock)
        {
            _link = link;
            if (first is not null)
                link.Send(first);
            while (_unsent.TryDequeue(out var message))
                link.Send(message);
        }
    }

    /// <summary>Keeps messages for the next connection from now on.</summary>
    public void Detach()
    {
        lock (_lock)
            _link = null;
    }

    /// <summary>Waits until everything is sent; nothing more is, over this connection. Without one, there is nothing to wait for.</summary>
    public Task FlushAsync()
    {
        WorkerLink? link;
        lock (_lock)
            link = _link;
        return link?.FlushAsync() ?? Task.CompletedTask;
    }
}
