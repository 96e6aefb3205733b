namespace WarmTransfer;

/// <summary>The one place where a clock is asked whether it wants to know of calls into the application, and back.</summary>
internal static class WorkAwareClockExtensions
{
    /// <summary>Begins a call into the application; dispose what is returned when it has returned.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="kind">What is called: <c>the tool</c>.</param>
    /// <param name="name">Its name.</param>
    public static IDisposable? EnterApplication(this TimeProvider time, string kind, string name) =>
        time is IWorkAwareClock clock ? clock.EnterApplication($"{kind} '{name}'") : null;

    /// <summary>Begins a call into the application that the library may stop waiting for.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="kind">What is called: <c>the tool</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="abandoned">Cancelled when the library stops waiting for the call.</param>
    public static IDisposable? EnterApplication(this TimeProvider time, string kind, string name, CancellationToken abandoned) =>
        time.EnterApplication(kind, name) is { } call ? new AbandonableCall(call, abandoned) : null;

    /// <summary>Begins a public call of the library's that the application may make in the middle of one of its own.</summary>
    /// <remarks>Await it first and dispose the result last. Code that left the clock's context is brought back to it.</remarks>
    public static LibraryEntry EnterLibraryAsync(this TimeProvider time) => new(time as IWorkAwareClock);

    private sealed class AbandonableCall(IDisposable call, CancellationToken abandoned) : IDisposable
    {
        private readonly CancellationTokenRegistration _registration = abandoned.UnsafeRegister(call => ((IDisposable)call!).Dispose(), call);

        public void Dispose()
        {
            _registration.Unregister();
            call.Dispose();
        }
    }
}
