namespace WarmTransfer;

/// <summary>Samples an application makes, taken as they come and begun again when they end.</summary>
internal sealed class StreamSource(Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<short>>> open, TimeProvider time) : HoldSource
{
    // Silence this long on hold sounds like a lost call.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A stream that gives nothing, without ever waiting, would keep the thread for itself.
    private const int MostEmptyPieces = 1000;

    private readonly CancellationTokenSource _closed = new();
    private IAsyncEnumerator<ReadOnlyMemory<short>>? _pieces;
    private ReadOnlyMemory<short> _rest;
    private Task<ReadOnlyMemory<short>>? _next;
    private bool _empty;

    public override string Name => "stream";

    public override async ValueTask ReadAsync(Memory<short> frame, CancellationToken cancellationToken)
    {
        while (frame.Length > 0)
        {
            if (_rest.IsEmpty)
                _rest = await NextAsync(cancellationToken);

            var length = Math.Min(frame.Length, _rest.Length);
            _rest[..length].CopyTo(frame);
            frame = frame[length..];
            _rest = _rest[length..];
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _closed.Cancel();
        await PendingAsync();
        if (_pieces is { } pieces)
            await pieces.DisposeAsync();
    }

    /// <summary>An enumerator must not be disposed while it moves.</summary>
    private async Task PendingAsync()
    {
        try
        {
            if (_next is { } next)
                await next;
        }
        catch (Exception)
        {
            // Its reader knows, or has given up.
        }
    }

    private async Task<ReadOnlyMemory<short>> NextAsync(CancellationToken cancellationToken)
    {
        // The pieces end when the hold does, not when one read is given up: the enumerator keeps its own token.
        Task<ReadOnlyMemory<short>> next = _next = NextPieceAsync();
        try
        {
            return await next.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException exception) when (!next.IsCompleted)
        {
            throw new TimeoutException($"The stream gave no samples for {Patience.TotalSeconds} s.", exception);
        }
    }

    private async Task<ReadOnlyMemory<short>> NextPieceAsync()
    {
        while (true)
        {
            if (_pieces is null)
            {
                _pieces = AbandonableStream.Read(open(_closed.Token), _closed.Token).GetAsyncEnumerator();
                _empty = true;
            }

            for (var empty = 0; await _pieces.MoveNextAsync(); empty++)
            {
                if (!_pieces.Current.IsEmpty)
                {
                    _empty = false;
                    return _pieces.Current;
                }

                if (empty == MostEmptyPieces)
                    throw new InvalidDataException($"The stream gave {MostEmptyPieces} empty pieces in a row.");
            }

            await _pieces.DisposeAsync();
            _pieces = null;
            if (_empty)
                throw new InvalidDataException("The stream ended without a sample.");
        }
    }
}
