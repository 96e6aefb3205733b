using System.Runtime.CompilerServices;

namespace WarmTransfer;

/// <summary>The way back into the library: awaited, it goes on where the clock wants the library's code to run.</summary>
internal readonly struct LibraryEntry(IWorkAwareClock? clock) : ICriticalNotifyCompletion
{
    public bool IsCompleted => clock?.Context is not { } context || SynchronizationContext.Current == context;

    public LibraryEntry GetAwaiter() => this;

    // Runs in the flow of the method that awaits, so that what the clock keeps there is seen by all that method calls.
    public IDisposable? GetResult() => clock?.EnterLibrary();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        // The run may have ended since IsCompleted was read; then any thread will do.
        if (clock?.Context is { } context)
            context.Post(static next => ((Action)next!)(), continuation);
        else
            continuation();
    }
}
