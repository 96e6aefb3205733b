namespace WarmTransfer;

/// <summary>A value that is set once, by one thread, and may be awaited by others in every way: directly, with a limit, with <c>WhenAny</c> or <c>WhenAll</c>.</summary>
/// <remarks>
/// The setter does not run the waiters: they may need a lock that it holds. A <c>TaskCompletionSource</c> alone gives
/// that only by sending <c>WaitAsync</c> and <c>WhenAny</c> to the thread pool, where a virtual clock does not see them
/// and jumps past their limit. So what is handed out is the task of an async method, which completes on the context of
/// the first who asked for it.
/// </remarks>
internal sealed class Signal<T>
{
#pragma warning disable RS0030 // This type is what the banned constructors are replaced with.
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning restore RS0030
    private readonly Lock _lock = new();
    private Task<T>? _task;

    /// <summary>Gets whether it is set, before any waiter knows.</summary>
    public bool IsSet => _source.Task.IsCompleted;

    /// <summary>Gets the task to wait for; always the same one.</summary>
    public Task<T> Task
    {
        get
        {
            lock (_lock)
                return _task ??= AwaitAsync();
        }
    }

    /// <returns>False when it was set before; the first value stays.</returns>
    public bool TrySet(T value) => _source.TrySetResult(value);

    /// <inheritdoc cref="TrySet"/>
    public bool TryFail(Exception exception)
    {
        var isFirst = _source.TrySetException(exception);
        // A failure that nobody waits for is not an unobserved exception: it is told where the task is awaited.
        _ = _source.Task.Exception;
        return isFirst;
    }

    /// <inheritdoc cref="TrySet"/>
    public bool TryCancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);

    private async Task<T> AwaitAsync() => await _source.Task;
}
