namespace WarmTransfer.Emulator;

/// <summary>Ends an observation when disposed; a second time does nothing.</summary>
internal sealed class Subscription(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
