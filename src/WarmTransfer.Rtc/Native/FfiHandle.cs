namespace WarmTransfer;

/// <summary>Something of the library's that we own: it lives until it is dropped.</summary>
internal sealed class FfiHandle(FfiClient client, ulong id) : IDisposable
{
    private int _released;

    /// <summary>Gets the library's id.</summary>
    public ulong Id { get; } = id;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
            client.Drop(Id);
    }

    /// <summary>Says that a request took it: the library has dropped it itself.</summary>
    public void Consumed()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
            client.Forget();
    }
}
