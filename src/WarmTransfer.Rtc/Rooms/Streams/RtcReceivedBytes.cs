namespace WarmTransfer;

/// <summary>The byte streams being received: each is told when it is whole. Guarded by the connection's lock.</summary>
/// <remarks>
/// The library would collect a stream of any length itself. So the pieces are taken one by one, and those of a stream that
/// is too long are thrown away: the library has no way to stop a stream being read.
/// </remarks>
internal sealed class RtcReceivedBytes(RtcConnection connection, RtcEventFeed feed) : IFfiByteStreams
{
    private readonly Dictionary<ulong, Incoming> _incoming = [];
    private readonly ByteStreamBudget _budget = new();

    /// <summary>Begins to read a stream that someone opened.</summary>
    public void Open(Ffi.ByteStreamOpened from)
    {
        var reader = connection.Client.Own(from.Reader?.Handle);
        var info = from.Reader.Info ?? new Ffi.ByteStreamInfo();
        var header = RtcMapping.ToHeader(info);
        var bytes = new ByteStreamBuffer(header.TotalLength, _budget);
        if (bytes.Lost is { } why)
        {
            // The library ends a stream that nobody reads.
            reader.Dispose();
            connection.Logger.ByteStreamLost(header.Topic, why);
            return;
        }

        _incoming[reader.Id] = new Incoming(from.ParticipantIdentity, info.StreamId, header, bytes);
        connection.Client.Register(reader.Id, this);
        try
        {
            connection.Client.Send(new Ffi.FfiRequest { ByteReadIncremental = new Ffi.ByteStreamReaderReadIncrementalRequest { ReaderHandle = reader.Id } });
            // The library takes the handle with the request.
            reader.Consumed();
        }
        catch (InvalidOperationException exception)
        {
            reader.Dispose();
            Lose(reader.Id, exception.Message);
        }
    }

    public void OnPiece(ulong reader, ReadOnlySpan<byte> piece)
    {
        lock (connection.Gate)
        {
            if (!_incoming.TryGetValue(reader, out var stream))
                return;
            stream.Bytes.Add(piece);
            if (stream.Bytes.Lost is { } why)
                Lose(reader, why);
        }
    }

    public void OnEnd(ulong reader, string? error)
    {
        lock (connection.Gate)
        {
            if (!_incoming.TryGetValue(reader, out var stream))
                return;
            if (error is not null)
                Lose(reader, error);
            else if (!stream.Bytes.TryTake(out var content))
                Lose(reader, stream.Bytes.Lost!);
            else
                Received(reader, stream, content);
        }
    }

    /// <summary>Forgets the streams of someone who left: the library does not end them.</summary>
    public void SenderLeft(string identity)
    {
        foreach (var reader in _incoming.Where(stream => stream.Value.Sender == identity).Select(stream => stream.Key).ToList())
            Lose(reader, "its sender left");
    }

    /// <summary>Forgets all streams.</summary>
    public void Clear()
    {
        foreach (var reader in _incoming.Keys)
            connection.Client.UnregisterByteStream(reader);
        _incoming.Clear();
    }

    private void Received(ulong reader, Incoming stream, byte[] content)
    {
        Forget(reader);
        feed.Tell(new RoomEvent.BytesReceived(stream.Header.ToMessage(stream.StreamId, stream.Sender, content)));
    }

    private void Lose(ulong reader, string why)
    {
        if (!_incoming.TryGetValue(reader, out var stream))
            return;
        stream.Bytes.Lose(why);
        Forget(reader);
        connection.Logger.ByteStreamLost(stream.Header.Topic, why);
    }

    private void Forget(ulong reader)
    {
        _incoming.Remove(reader);
        connection.Client.UnregisterByteStream(reader);
    }

    private sealed record Incoming(string Sender, string StreamId, ByteStreamHeader Header, ByteStreamBuffer Bytes);
}
