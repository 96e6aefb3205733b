using Microsoft.Extensions.Logging;

namespace WarmTransfer.Emulator;

/// <summary>
/// What observers are to be told, in the order in which it happened. Filled while the model's lock is held, emptied
/// after it is released by the first thread that gets there.
/// </summary>
/// <remarks>
/// An observer that changes the model adds to the queue and returns; the one who is emptying it goes on with what was
/// added. So no observer is ever called from inside another, and each sees events in the order of the changes.
/// </remarks>
internal sealed class Outbox(ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Queue<Action> _queue = new();
    private readonly List<Exception> _failures = [];
    private bool _draining;

    /// <summary>Gets what observers threw so far: it reaches nobody else, but it must not go unseen either.</summary>
    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (_lock)
                return [.. _failures];
        }
    }

    public void Add(Action call)
    {
        lock (_lock)
            _queue.Enqueue(call);
    }

    public void Drain()
    {
        lock (_lock)
        {
            if (_draining)
                return;
            _draining = true;
        }

        while (TryTake(out var call))
            Invoke(call);
    }

    /// <summary>Calls an observer; what it throws is logged and reaches nobody else.</summary>
    public void Invoke(Action call)
    {
#pragma warning disable CA1031 // The port promises that an exception in one observer does not reach others.
        try
        {
            call();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
#pragma warning restore CA1031
    }

    public void Fail(Exception exception)
    {
        lock (_lock)
            _failures.Add(exception);
        logger.EmulatorObserverFailed(exception);
    }

    private bool TryTake(out Action call)
    {
        lock (_lock)
        {
            if (_queue.TryDequeue(out call!))
                return true;
            _draining = false;
            return false;
        }
    }
}
