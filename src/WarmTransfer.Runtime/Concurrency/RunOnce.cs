namespace WarmTransfer;

/// <summary>Work that is done once, however often and by however many it is asked for.</summary>
internal sealed class RunOnce(Func<Task> work)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    /// <summary>Gets whether anyone has asked.</summary>
    public bool IsAsked => Volatile.Read(ref _asked) != 0;

    public async Task RunAsync()
    {
        if (Interlocked.Exchange(ref _asked, 1) == 0)
            _ = WorkAsync();

        // Not returned as it is: WaitAsync and WhenAll on a source that runs its continuations asynchronously go on
        // on the thread pool, which a virtual clock does not see.
        await _done.Task;
    }

    private async Task WorkAsync()
    {
        try
        {
            await work();
            _done.SetResult();
        }
        catch (Exception exception)
        {
            _done.SetException(exception);
        }
    }
}
