using System.Runtime.CompilerServices;

namespace WarmTransfer;

/// <summary>Reads a stream that may hang: cancelling ends the reading at once, even when the source does not listen to cancellation.</summary>
internal static class AbandonableStream
{
    public static IAsyncEnumerable<T> Read<T>(IAsyncEnumerable<T> source, CancellationToken cancellationToken) =>
        Read(source, static () => null, cancellationToken);

    /// <param name="source">The stream.</param>
    /// <param name="enter">Begins each call into the stream; what it returns is disposed when the call is not waited for any more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<T> Read<T>(
        IAsyncEnumerable<T> source, Func<IDisposable?> enter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator(cancellationToken);
        Task<bool> next = Task.FromResult(true);
        try
        {
            while (true)
            {
                using (enter())
                {
                    next = MoveNextAsync(items);
                    if (!await next.WaitAsync(cancellationToken))
                        yield break;
                }

                yield return items.Current;
            }
        }
        finally
        {
            // An enumerator must not be disposed while it moves; one that hangs is disposed when it comes back, if ever.
            Task closing = CloseAsync(items, next);
            if (next.IsCompleted)
                await closing;
        }
    }

    // It is awaited here, on the context of the reader: the source may resume its own readers anywhere.
    private static async Task<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items) => await items.MoveNextAsync();

    private static async Task CloseAsync<T>(IAsyncEnumerator<T> items, Task<bool> next)
    {
        try
        {
            await next;
        }
        catch (Exception)
        {
            // Thrown to the reader already, or nobody reads any more.
        }

        await items.DisposeAsync();
    }
}
