namespace WarmTransfer;

/// <summary>What the streams being sent have in common.</summary>
internal static class RtcStreams
{
    /// <summary>Waits for a stream to open; one that opens too late is closed again.</summary>
    public static async Task<T> OpenAsync<T>(Task<T> opening, CancellationToken cancellationToken)
        where T : class, IAsyncDisposable
    {
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = CloseWhenOpenAsync(opening);
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">The library says that it failed.</exception>
    public static void Check(string kind, string what, Ffi.StreamError? error)
    {
        if (error is not null)
            throw new InvalidOperationException($"The {kind} could not be {what}: {error.Description}.");
    }

    private static async Task CloseWhenOpenAsync<T>(Task<T> opening)
        where T : class, IAsyncDisposable
    {
        try
        {
            await using var stream = await opening;
        }
        catch (Exception)
        {
            // It did not open after all.
        }
    }
}
