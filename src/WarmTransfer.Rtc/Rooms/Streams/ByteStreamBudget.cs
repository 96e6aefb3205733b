namespace WarmTransfer;

/// <summary>What the unfinished byte streams of one connection may keep together: <see cref="ByteMessage.MaxUnfinishedLength"/>.</summary>
internal sealed class ByteStreamBudget
{
    private readonly Lock _gate = new();
    private long _taken;

    public bool TryTake(int bytes)
    {
        lock (_gate)
        {
            if (_taken + bytes > ByteMessage.MaxUnfinishedLength)
                return false;
            _taken += bytes;
            return true;
        }
    }

    public void GiveBack(long bytes)
    {
        lock (_gate)
            _taken -= bytes;
    }
}
