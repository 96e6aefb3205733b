namespace WarmTransfer;

/// <summary>A text stream being sent.</summary>
internal sealed class RtcTextStream : ITextStreamWriter
{
    private const string Kind = "text stream";

    private readonly FfiClient _client;
    private readonly FfiHandle _writer;
    private int _closed;

    private RtcTextStream(FfiClient client, FfiHandle writer, string streamId)
    {
        _client = client;
        _writer = writer;
        StreamId = streamId;
    }

    public string StreamId { get; }

    public static async Task<RtcTextStream> OpenAsync(FfiClient client, ulong localParticipant, TextStreamOptions options, CancellationToken cancellationToken)
    {
        var request = new Ffi.StreamTextOptions { Topic = options.Topic };
        request.Attributes.Add(new Dictionary<string, string>(options.Attributes ?? new Dictionary<string, string>()));
        request.DestinationIdentities.Add(options.DestinationIdentities ?? []);
        return await RtcStreams.OpenAsync(OpenAsync(client, localParticipant, request), cancellationToken);
    }

    public async Task WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        if (text.Length == 0)
            return;
        RtcStreams.Check(Kind, "sent", (await WriteAsync(text).WaitAsync(cancellationToken)).Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;

        var closing = _client.CallAsync(
            id => new Ffi.FfiRequest { TextStreamClose = new Ffi.TextStreamWriterCloseRequest { WriterHandle = _writer.Id, RequestAsyncId = id } },
            answer => answer.TextStreamWriterClose);
        // The library takes the handle with the request.
        _writer.Consumed();
        RtcStreams.Check(Kind, "closed", (await closing).Error);
    }

    private static async Task<RtcTextStream> OpenAsync(FfiClient client, ulong localParticipant, Ffi.StreamTextOptions options) => await client.CallAsync(
        id => new Ffi.FfiRequest
        {
            TextStreamOpen = new Ffi.TextStreamOpenRequest { LocalParticipantHandle = localParticipant, Options = options, RequestAsyncId = id },
        },
        answer => Opened(client, answer.TextStreamOpen));

    private static RtcTextStream? Opened(FfiClient client, Ffi.TextStreamOpenCallback? answer)
    {
        if (answer is null)
            return null;
        RtcStreams.Check(Kind, "opened", answer.Error);
        return new RtcTextStream(client, client.Own(answer.Writer?.Handle), answer.Writer.Info.StreamId);
    }

    private Task<Ffi.StreamDoneCallback> WriteAsync(string text) => _client.CallAsync(
        id => new Ffi.FfiRequest { TextStreamWrite = new Ffi.TextStreamWriterWriteRequest { WriterHandle = _writer.Id, Text = text, RequestAsyncId = id } },
        answer => answer.TextStreamWriterWrite);
}
