namespace WarmTransfer;

/// <summary>The text streams being received: each is told when it is whole.</summary>
internal sealed class RtcReceivedTexts(RtcConnection connection, RtcEventFeed feed)
{
    /// <summary>Reads a stream that someone opened.</summary>
    public async Task ReadAsync(Ffi.TextStreamOpened from)
    {
        var reader = connection.Client.Own(from.Reader?.Handle);
        var stream = from.Reader.Info;
        try
        {
            var read = connection.Client.CallAsync(
                id => new Ffi.FfiRequest { TextReadAll = new Ffi.TextStreamReaderReadAllRequest { ReaderHandle = reader.Id, RequestAsyncId = id } },
                answer => answer.TextStreamReaderReadAll);
            // The library takes the handle with the request.
            reader.Consumed();
            var text = await read;
            if (text.ResultCase is Ffi.TextStreamReaderReadAllCallback.ResultOneofCase.Content)
                feed.Tell(new RoomEvent.TextReceived(new TextMessage(stream.StreamId, stream.Topic, from.ParticipantIdentity, text.Content, new Dictionary<string, string>(stream.Attributes))));
            else
                connection.Logger.TextStreamLost(stream.Topic, text.Error?.Description ?? "no reason given");
        }
        catch (Exception exception)
        {
            connection.Logger.TextStreamLost(stream.Topic, exception.Message);
        }
    }
}
