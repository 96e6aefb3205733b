namespace WarmTransfer;

/// <summary>What the unfinished byte streams of one connection may keep together: <see cref="ByteMessage.MaxUnfinishedLength"/>.</summary>
internal sealed class ByteStreamBudget
{
    private readonly Lock _lock = new();
    private long _taken;

    public bool TryTake(int bytes)
    {
        lock (_lock)
        {
            if (_taken + bytes > ByteMessage.MaxUnfinishedLength)
                return false;
            _taken += bytes;
            return true;
        }
    }

    public void GiveBack(long bytes)
    {
        lock (_lock)
            _taken -= bytes;
    }
}
