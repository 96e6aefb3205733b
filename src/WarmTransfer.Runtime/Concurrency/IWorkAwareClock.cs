namespace WarmTransfer;

/// <summary>A clock that does not run by itself, and so has to know when the application is at work: otherwise it would run ahead of it.</summary>
/// <remarks>
/// A <see cref="TimeProvider"/> may implement it; the library tells it of every call into the application that may take
/// time (a tool, the chat client, a handler) and of every call that comes back. <c>VirtualTime</c> of the package
/// WarmTransfer.Emulator does. With any other clock nothing is told and nothing costs.
/// </remarks>
public interface IWorkAwareClock
{
    /// <summary>Gets the context on which the library's code runs under this clock; <see langword="null"/> for any.</summary>
    SynchronizationContext? Context { get; }

    /// <summary>Begins a call into the application. What the application waits for until the call ends takes real time.</summary>
    /// <param name="callee">Who is called, for people to read: <c>the tool 'lookup'</c>.</param>
    /// <returns>Dispose it when the call has returned, or is not waited for any more. A second time does nothing.</returns>
    IDisposable EnterApplication(string callee);

    /// <summary>Begins a call from the application back into the library. Until it ends, the wait is the library's.</summary>
    /// <returns>Dispose it when the call returns; <see langword="null"/> when no call into the application led here.</returns>
    IDisposable? EnterLibrary();
}
