using Google.Protobuf;

namespace WarmTransfer;

/// <summary>A byte stream being sent.</summary>
internal sealed class RtcByteStream : IByteStreamWriter
{
    private const string Kind = "byte stream";

    private readonly FfiClient _client;
    private readonly FfiHandle _writer;
    private readonly ByteStreamHeader _header;
    private readonly Lock _lock = new();
    private long _length;
    private int _closed;

    private RtcByteStream(FfiClient client, FfiHandle writer, string streamId, ByteStreamHeader header)
    {
        _client = client;
        _writer = writer;
        _header = header;
        StreamId = streamId;
    }

    public string StreamId { get; }

    public static Task<RtcByteStream> OpenAsync(FfiClient client, ulong localParticipant, ByteStreamHeader header, CancellationToken cancellationToken) =>
        RtcStreams.OpenAsync(OpenAsync(client, localParticipant, header), cancellationToken);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        if (bytes.IsEmpty)
            return;
        Count(bytes.Length);
        RtcStreams.Check(Kind, "sent", (await WriteAsync(bytes).WaitAsync(cancellationToken)).Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;

        var closing = _client.CallAsync(
            id => new Ffi.FfiRequest { ByteStreamClose = new Ffi.ByteStreamWriterCloseRequest { WriterHandle = _writer.Id, RequestAsyncId = id } },
            answer => answer.ByteStreamWriterClose);
        // The library takes the handle with the request.
        _writer.Consumed();
        RtcStreams.Check(Kind, "closed", (await closing).Error);
    }

    private void Count(int bytes)
    {
        lock (_lock)
        {
            _header.CheckLength(_length + bytes);
            _length += bytes;
        }
    }

    private static async Task<RtcByteStream> OpenAsync(FfiClient client, ulong localParticipant, ByteStreamHeader header)
    {
        var options = new Ffi.StreamByteOptions { Topic = header.Topic, Name = header.Name, MimeType = header.MimeType };
        if (header.TotalLength is { } length)
            options.TotalLength = (ulong)length;
        options.Attributes.Add(header.Attributes.ToDictionary());
        options.DestinationIdentities.Add(header.DestinationIdentities);
        return await client.CallAsync(
            id => new Ffi.FfiRequest
            {
                ByteStreamOpen = new Ffi.ByteStreamOpenRequest { LocalParticipantHandle = localParticipant, Options = options, RequestAsyncId = id },
            },
            answer => Opened(client, answer.ByteStreamOpen, header));
    }

    private static RtcByteStream? Opened(FfiClient client, Ffi.ByteStreamOpenCallback? answer, ByteStreamHeader header)
    {
        if (answer is null)
            return null;
        RtcStreams.Check(Kind, "opened", answer.Error);
        return new RtcByteStream(client, client.Own(answer.Writer?.Handle), answer.Writer.Info.StreamId, header);
    }

    private Task<Ffi.StreamDoneCallback> WriteAsync(ReadOnlyMemory<byte> bytes) => _client.CallAsync(
        id => new Ffi.FfiRequest
        {
            ByteStreamWrite = new Ffi.ByteStreamWriterWriteRequest { WriterHandle = _writer.Id, Bytes = UnsafeByteOperations.UnsafeWrap(bytes), RequestAsyncId = id },
        },
        answer => answer.ByteStreamWriterWrite);
}
