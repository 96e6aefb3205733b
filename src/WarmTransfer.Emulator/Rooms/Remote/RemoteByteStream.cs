namespace WarmTransfer.Emulator;

/// <summary>A byte stream written from another process.</summary>
internal sealed class RemoteByteStream(RemoteRoom room, int id, string streamId, ByteStreamHeader header) : IByteStreamWriter
{
    // As text in a frame of the socket, which takes 1 MiB.
    private const int PieceLength = 256 * 1024;

    private readonly Lock _lock = new();
    private long _length;
    private int _isClosed;

    public string StreamId => streamId;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isClosed != 0, this);
        if (!room.IsConnected)
            throw new InvalidOperationException($"'{room.LocalIdentity}' is not in the room any more, so it cannot send bytes.");

        // Each piece is waited for, so that a sender faster than the emulator is held up.
        List<Task> pieces = [];
        lock (_lock)
        {
            header.CheckLength(_length + bytes.Length);
            _length += bytes.Length;
            for (var rest = bytes; !rest.IsEmpty; rest = rest[Math.Min(PieceLength, rest.Length)..])
                pieces.Add(room.AskAsync(new RemoteMessage { Kind = RemoteMessage.WriteBytes, Id = room.NextId(), Stream = id, Data = rest[..Math.Min(PieceLength, rest.Length)] }, cancellationToken));
        }

        await Task.WhenAll(pieces);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0 || !room.IsConnected)
            return;
        try
        {
            await room.AskAsync(new RemoteMessage { Kind = RemoteMessage.CloseBytes, Id = id }, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // The room is gone; what was written is not received.
        }
    }
}
