namespace WarmTransfer.Emulator;

/// <summary>A byte stream being written; the others have all bytes when it is closed.</summary>
/// <remarks>The bytes are collected here, once, and not by each receiver; the limits are a receiver's.</remarks>
internal sealed class InProcessByteStream(RoomDirectory rooms, LiveParticipant sender, ByteStreamHeader header, ByteStreamBudget budget) : IByteStreamWriter
{
    private readonly Lock _lock = new();
    private readonly ByteStreamBuffer _bytes = new(header.TotalLength, budget);
    private long _length;
    private bool _closed;

    public string StreamId { get; } = rooms.Ids.Next("ST_");

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (rooms.Change(() => sender.IsGone))
            return Task.FromException(new InvalidOperationException($"'{sender.Identity}' is not in the room any more, so it cannot send bytes."));

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            header.CheckLength(_length + bytes.Length);
            _length += bytes.Length;
            _bytes.Add(bytes.Span);
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        byte[]? content;
        lock (_lock)
        {
            if (_closed)
                return ValueTask.CompletedTask;
            _closed = true;
            _bytes.TryTake(out content);
        }

        if (content is not null)
            rooms.SendBytes(sender, header.ToMessage(StreamId, sender.Identity, content), header.DestinationIdentities);
        else
            rooms.LoseBytes(header.Topic, _bytes.Lost!);
        return ValueTask.CompletedTask;
    }
}
