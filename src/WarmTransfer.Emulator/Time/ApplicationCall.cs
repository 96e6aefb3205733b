namespace WarmTransfer.Emulator;

/// <summary>One call from the library into the application, while the library waits for it. Changed by <see cref="ApplicationCalls"/> alone, under its lock.</summary>
internal sealed class ApplicationCall(string callee)
{
    private int _libraryCalls;
    private int _delays;
    private int _handlers;
    private bool _returned;

    /// <summary>Gets who is called.</summary>
    public string Callee => callee;

    /// <summary>Gets when, in real time, it last went to work.</summary>
    public long AtWorkSince { get; private set; } = TimeProvider.System.GetTimestamp();

    /// <summary>Gets whether it does something in real time. Otherwise it waits for the library, or for the virtual clock.</summary>
    public bool IsAtWork => !IsOver && _libraryCalls == 0 && _delays == 0;

    /// <summary>Gets whether nothing of it is left: an <c>async void</c> handler goes on after it has returned.</summary>
    public bool IsOver => _returned && _handlers == 0;

    public void Return() => _returned = true;

    public void Suspend() => _libraryCalls++;

    public void Resume() => Resume(ref _libraryCalls);

    /// <summary>It waits for a timer of the virtual clock.</summary>
    public void BeginDelay() => _delays++;

    public void EndDelay() => Resume(ref _delays);

    public void BeginHandler() => _handlers++;

    public void EndHandler() => _handlers--;

    private void Resume(ref int waits)
    {
        waits--;
        AtWorkSince = TimeProvider.System.GetTimestamp();
    }
}
