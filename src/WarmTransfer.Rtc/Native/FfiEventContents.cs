using Event = WarmTransfer.Ffi.FfiEvent.MessageOneofCase;
using RoomEventCase = WarmTransfer.Ffi.RoomEvent.MessageOneofCase;

namespace WarmTransfer;

/// <summary>What has to be known of every event: which request it answers, and which handles came with it.</summary>
internal static class FfiEventContents
{
    // protobuf: (field number << 3) | wire type, 2 for length-delimited; a varint of two bytes.
    private const int LogsTag = (Ffi.FfiEvent.LogsFieldNumber << 3) | 2;

    /// <summary>Tells the library's log from all else, without reading it.</summary>
    public static bool IsLogs(ReadOnlySpan<byte> ffiEvent) => ffiEvent is [(LogsTag & 0x7F) | 0x80, LogsTag >> 7, ..];

    /// <summary>The id of the request that the event answers; 0 when it answers none.</summary>
    public static ulong AsyncId(Ffi.FfiEvent ffiEvent) => ffiEvent.MessageCase switch
    {
        Event.Connect => ffiEvent.Connect.AsyncId,
        Event.Disconnect => ffiEvent.Disconnect.AsyncId,
        Event.PublishTrack => ffiEvent.PublishTrack.AsyncId,
        Event.UnpublishTrack => ffiEvent.UnpublishTrack.AsyncId,
        Event.PublishSipDtmf => ffiEvent.PublishSipDtmf.AsyncId,
        Event.SetLocalAttributes => ffiEvent.SetLocalAttributes.AsyncId,
        Event.ByteStreamOpen => ffiEvent.ByteStreamOpen.AsyncId,
        Event.ByteStreamWriterWrite => ffiEvent.ByteStreamWriterWrite.AsyncId,
        Event.ByteStreamWriterClose => ffiEvent.ByteStreamWriterClose.AsyncId,
        Event.TextStreamReaderReadAll => ffiEvent.TextStreamReaderReadAll.AsyncId,
        Event.TextStreamOpen => ffiEvent.TextStreamOpen.AsyncId,
        Event.TextStreamWriterWrite => ffiEvent.TextStreamWriterWrite.AsyncId,
        Event.TextStreamWriterClose => ffiEvent.TextStreamWriterClose.AsyncId,
        _ => 0,
    };

    /// <summary>The handles that come with an event; the one who ignores the event has to drop them.</summary>
    public static IEnumerable<ulong> OwnedHandles(Ffi.FfiEvent ffiEvent) => Named(ffiEvent).OfType<Ffi.FfiOwnedHandle>().Select(handle => handle.Id).Where(id => id != 0);

    private static IEnumerable<Ffi.FfiOwnedHandle?> Named(Ffi.FfiEvent ffiEvent) => ffiEvent.MessageCase switch
    {
        Event.RoomEvent => Named(ffiEvent.RoomEvent),
        Event.Connect => Named(ffiEvent.Connect.Result),
        Event.PublishTrack => [ffiEvent.PublishTrack.Publication?.Handle],
        Event.ByteStreamOpen => [ffiEvent.ByteStreamOpen.Writer?.Handle],
        Event.TextStreamOpen => [ffiEvent.TextStreamOpen.Writer?.Handle],
        _ => [],
    };

    private static IEnumerable<Ffi.FfiOwnedHandle?> Named(Ffi.RoomEvent roomEvent) => roomEvent.MessageCase switch
    {
        RoomEventCase.ParticipantConnected => [roomEvent.ParticipantConnected.Info?.Handle],
        RoomEventCase.TrackPublished => [roomEvent.TrackPublished.Publication?.Handle],
        RoomEventCase.TrackSubscribed => [roomEvent.TrackSubscribed.Track?.Handle],
        RoomEventCase.DataPacketReceived => [roomEvent.DataPacketReceived.User?.Data?.Handle],
        RoomEventCase.ByteStreamOpened => [roomEvent.ByteStreamOpened.Reader?.Handle],
        RoomEventCase.TextStreamOpened => [roomEvent.TextStreamOpened.Reader?.Handle],
        RoomEventCase.DataTrackPublished => [roomEvent.DataTrackPublished.Track?.Handle],
        _ => [],
    };

    private static IEnumerable<Ffi.FfiOwnedHandle?> Named(Ffi.ConnectCallback.Types.Result? joined)
    {
        if (joined is null)
            yield break;

        yield return joined.Room?.Handle;
        yield return joined.LocalParticipant?.Handle;
        foreach (var participant in joined.Participants)
        {
            yield return participant.Participant?.Handle;
            foreach (var publication in participant.Publications)
                yield return publication.Handle;
        }
    }
}
