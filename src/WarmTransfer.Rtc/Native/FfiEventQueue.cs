namespace WarmTransfer;

/// <summary>Copies of events on their way to the one thread that handles them. Keeps its buffers, so that a steady flow allocates nothing.</summary>
internal sealed class FfiEventQueue : IDisposable
{
    // A slot that held a long text gives its buffer up again.
    private const int LargestKept = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _available = new(0);
    private byte[][] _slots = new byte[64][];
    private int[] _lengths = new int[64];
    private int _head;
    private int _count;

    /// <summary>Gets how many events wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_count == _slots.Length)
                Grow();
            var slot = (_head + _count) % _slots.Length;
            if (_slots[slot] is not { } buffer || buffer.Length < bytes.Length)
                _slots[slot] = buffer = new byte[Math.Max(128, bytes.Length)];
            bytes.CopyTo(buffer);
            _lengths[slot] = bytes.Length;
            _count++;
        }

        _available.Release();
    }

    /// <summary>Waits for the next event and exchanges its buffer for <paramref name="buffer"/>, which the queue uses again.</summary>
    /// <returns>How many bytes of the buffer are the event.</returns>
    public int Take(ref byte[] buffer)
    {
        _available.Wait();
        lock (_lock)
        {
            var slot = _head;
            _head = (_head + 1) % _slots.Length;
            _count--;
            var taken = _slots[slot];
            _slots[slot] = buffer.Length > LargestKept ? new byte[128] : buffer;
            buffer = taken;
            return _lengths[slot];
        }
    }

    public void Dispose() => _available.Dispose();

    private void Grow()
    {
        var slots = new byte[_slots.Length * 2][];
        var lengths = new int[slots.Length];
        for (var index = 0; index < _count; index++)
        {
            slots[index] = _slots[(_head + index) % _slots.Length];
            lengths[index] = _lengths[(_head + index) % _slots.Length];
        }

        _slots = slots;
        _lengths = lengths;
        _head = 0;
    }
}
