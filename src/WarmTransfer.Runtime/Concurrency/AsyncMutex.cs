namespace WarmTransfer;

/// <summary>Lets one through at a time, first come first served.</summary>
/// <remarks>Not SemaphoreSlim: its cancellable wait resumes on the thread pool, which a virtual clock cannot see.</remarks>
internal sealed class AsyncMutex
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Signal> _waiting = [];
    private bool _taken;

    /// <summary>Waits for a turn; dispose what is returned to let the next one through.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<Signal> place;
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return new Pass(this);
            }

            place = _waiting.AddLast(new Signal());
        }

        using (cancellationToken.Register(() => GiveUp(place, cancellationToken)))
            await place.Value.Task;

        return new Pass(this);
    }

    private void GiveUp(LinkedListNode<Signal> place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Already called to go through: it has the gate, and will leave it.
            if (place.List is null)
                return;

            _waiting.Remove(place);
        }

        place.Value.TryCancel(cancellationToken);
    }

    private void Leave()
    {
        Signal next;
        lock (_lock)
        {
            if (_waiting.First is not { } first)
            {
                _taken = false;
                return;
            }

            _waiting.RemoveFirst();
            next = first.Value;
        }

        next.TrySet();
    }

    private sealed class Pass(AsyncMutex gate) : IDisposable
    {
        private AsyncMutex? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
