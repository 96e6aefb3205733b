namespace WarmTransfer;

/// <summary>Work that is done once, no matter how often and by how many it is asked for.</summary>
internal sealed class RunOnce(Func<Task> work)
{
    private readonly Signal _done = new();
    private int _asked;

    /// <summary>Gets whether anyone has asked.</summary>
    public bool IsAsked => Volatile.Read(ref _asked) != 0;

    public Task RunAsync()
    {
        if (Interlocked.Exchange(ref _asked, 1) == 0)
            _ = WorkAsync();

        return _done.Task;
    }

    private async Task WorkAsync()
    {
        try
        {
            await work();
            _done.TrySet();
        }
        catch (Exception exception)
        {
            _done.TryFail(exception);
        }
    }
}
