using Google.Protobuf;

namespace WarmTransfer.Rtc.Tests;

/// <summary>Byte streams on a library played by the test: what is asked of it, and what becomes of what it brings.</summary>
/// <remarks>In turn with the tests that count what is left behind: these keep many bytes.</remarks>
[Collection(NativeLibraryFixture.Collection)]
public sealed class ByteStreamTests : IDisposable
{
    private const string Caller = "caller";

    private readonly FakeLibrary _library = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Stream_IsOpenedWrittenAndClosed()
    {
        await using var room = await _library.JoinAsync();
        var options = new ByteStreamOptions
        {
            Topic = "files",
            Name = "note.wav",
            MimeType = "audio/wav",
            TotalLength = 3,
            Attributes = new Dictionary<string, string> { ["a"] = "b" },
            DestinationIdentities = [Caller],
        };

        await using (var stream = await room.OpenByteStreamAsync(options, Cancellation))
        {
            Assert.Equal("ST_1", stream.StreamId);
            await stream.WriteAsync(new byte[] { 1, 2 }, Cancellation);
            await stream.WriteAsync(ReadOnlyMemory<byte>.Empty, Cancellation);
            await stream.WriteAsync(new byte[] { 3 }, Cancellation);
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => stream.WriteAsync(new byte[] { 4 }, Cancellation));
            Assert.Contains("opened for 3 bytes", error.Message, StringComparison.Ordinal);
        }

        var opened = _library.Requests.Single(asked => asked.ByteStreamOpen is not null).ByteStreamOpen.Options;
        Assert.Equal(("files", "note.wav", "audio/wav", 3UL, "b"), (opened.Topic, opened.Name, opened.MimeType, opened.TotalLength, opened.Attributes["a"]));
        Assert.Equal([Caller], opened.DestinationIdentities);
        Assert.Equal(["0102", "03"], _library.Requests.Where(asked => asked.ByteStreamWrite is not null).Select(asked => Convert.ToHexString(asked.ByteStreamWrite.Bytes.Span)));
        Assert.Single(_library.Requests, asked => asked.ByteStreamClose is not null);
    }

    [Fact]
    public async Task Stream_WithoutALength_IsOpenedWithoutOne()
    {
        await using var room = await _library.JoinAsync();

        await using (await room.OpenByteStreamAsync(new ByteStreamOptions { Topic = "files" }, Cancellation))
        {
        }

        var opened = _library.Requests.Single(asked => asked.ByteStreamOpen is not null).ByteStreamOpen.Options;
        Assert.Equal((false, "application/octet-stream"), (opened.HasTotalLength, opened.MimeType));
    }

    [Fact]
    public async Task Open_TooLate_IsClosedAgain()
    {
        await using var room = await _library.JoinAsync();
        ulong asyncId = 0;
        _library.Instead = asked => asked.ByteStreamOpen is { } open && (asyncId = open.RequestAsyncId) != 0;
        using var cancellation = new CancellationTokenSource();
        var opening = room.OpenByteStreamAsync(new ByteStreamOptions { Topic = "files" }, cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _library.Instead = asked =>
        {
            if (asked.ByteStreamClose is not null)
                closed.TrySetResult();
            return false;
        };

        _library.Raise(new Ffi.FfiEvent { ByteStreamOpen = new() { AsyncId = asyncId, Writer = new() { Handle = _library.NewHandle(), Info = new() { StreamId = "ST_2" } } } });

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Open_Refused_SaysWhy()
    {
        await using var room = await _library.JoinAsync();
        _library.Instead = asked =>
        {
            if (asked.ByteStreamOpen is not { } open)
                return false;
            _library.Raise(new Ffi.FfiEvent { ByteStreamOpen = new() { AsyncId = open.RequestAsyncId, Error = new() { Description = "no channel" } } });
            return true;
        };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => room.OpenByteStreamAsync(new ByteStreamOptions { Topic = "files" }, Cancellation));

        Assert.Contains("The byte stream could not be opened: no channel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_MayNotSend_SaysSo()
    {
        _library.Permission = new Ffi.ParticipantPermission { CanSubscribe = true };
        await using var room = await _library.JoinAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => room.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t" }, Cancellation));

        Assert.Contains("canPublishData = false", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Received_PieceByPiece_IsToldWhole()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        var before = _library.LiveHandles;

        var reader = Open("t", totalLength: 5, ("lang", "en"));
        Piece(reader, 1, 2);
        Piece(reader, 3, 4, 5);
        End(reader);

        var bytes = (await events.NextAsync<RoomEvent.BytesReceived>()).Bytes;
        Assert.Equal(("ST_9", "t", Caller, "n", "m", "en"), (bytes.StreamId, bytes.Topic, bytes.ParticipantIdentity, bytes.Name, bytes.MimeType, bytes.Attributes["lang"]));
        Assert.Equal([1, 2, 3, 4, 5], bytes.Content.ToArray());
        Assert.Equal([reader], _library.Requests.Where(asked => asked.ByteReadIncremental is not null).Select(asked => asked.ByteReadIncremental.ReaderHandle));
        Assert.Equal(before, _library.LiveHandles);
    }

    [Fact]
    public async Task Received_TwoAtOnce_AreKeptApart()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        var (first, second) = (Open("first"), Open("second"));
        Piece(first, 1);
        Piece(second, 2);
        Piece(first, 3);
        End(second);
        End(first);

        Assert.Equal([2], (await events.NextAsync<RoomEvent.BytesReceived>()).Bytes.Content.ToArray());
        Assert.Equal([1, 3], (await events.NextAsync<RoomEvent.BytesReceived>()).Bytes.Content.ToArray());
    }

    [Fact]
    public async Task Received_WhatCannotBeWhole_IsLoggedAndNotTold()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        var broken = Open("broken");
        Piece(broken, 1);
        End(broken, "a chunk was missed");
        var cutOff = Open("short", totalLength: 3);
        Piece(cutOff, 1, 2);
        End(cutOff);
        var longer = Open("longer", totalLength: 1);
        Piece(longer, 1, 2);
        End(longer);
        Raise(new() { Reconnecting = new() });

        // The first event there is.
        await events.NextAsync<RoomEvent.Reconnecting>();
        Assert.Equal(
            [
                "A byte stream on topic broken is not received: a chunk was missed",
                "A byte stream on topic short is not received: it ended after 2 of 3 bytes",
                "A byte stream on topic longer is not received: it is longer than the 1 bytes it was to have",
            ],
            Lost());
    }

    [Fact]
    public async Task Received_OverTheLimit_IsThrownAwayAsItComes()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        var quarter = new byte[ByteMessage.MaxLength / 4];

        var endless = Open("endless");
        for (var index = 0; index < 6; index++)
            Piece(endless, quarter);
        var most = Open("most");
        for (var index = 0; index < 4; index++)
            Piece(most, quarter);
        End(most);
        End(endless);
        Raise(new() { Reconnecting = new() });

        var bytes = (await events.NextAsync<RoomEvent.BytesReceived>()).Bytes;
        Assert.Equal(("most", ByteMessage.MaxLength), (bytes.Topic, bytes.Content.Length));
        await events.NextAsync<RoomEvent.Reconnecting>();
        Assert.Contains("at most 16777216 are received", Assert.Single(Lost()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Received_PromisedTooLong_IsNotEvenRead()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        var before = _library.LiveHandles;

        Open("film", totalLength: ulong.MaxValue);
        Raise(new() { Reconnecting = new() });

        await events.NextAsync<RoomEvent.Reconnecting>();
        Assert.DoesNotContain(_library.Requests, asked => asked.ByteReadIncremental is not null);
        Assert.Equal(before, _library.LiveHandles);
        Assert.Contains("topic film", Assert.Single(Lost()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Received_SenderLeaves_IsForgotten()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant(Caller) } });
        await events.NextAsync<RoomEvent.ParticipantJoined>();

        var reader = Open("t");
        Piece(reader, 1);
        Raise(new() { ParticipantDisconnected = new() { ParticipantIdentity = Caller, DisconnectReason = 1 } });
        // What the library still brings comes too late.
        Piece(reader, 2);
        End(reader);
        Raise(new() { Reconnecting = new() });

        await events.NextAsync<RoomEvent.ParticipantLeft>();
        await events.NextAsync<RoomEvent.Reconnecting>();
        Assert.Equal(["A byte stream on topic t is not received: its sender left"], Lost());
    }

    [Fact]
    public async Task Received_SenderBackAfterAReconnect_GoesOn()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant(Caller) } });

        var reader = Open("t");
        Piece(reader, 1);
        Raise(new() { Reconnecting = new() });
        Raise(new() { ParticipantDisconnected = new() { ParticipantIdentity = Caller, DisconnectReason = 1 } });
        Raise(new() { ParticipantConnected = new() { Info = _library.Participant(Caller) } });
        Raise(new() { Reconnected = new() });
        Piece(reader, 2);
        End(reader);

        Assert.Equal([1, 2], (await events.FindAsync<RoomEvent.BytesReceived>()).Bytes.Content.ToArray());
    }

    [Fact]
    public async Task Received_ReadRefused_IsLogged()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        _library.Refuses = asked => asked.ByteReadIncremental is not null;

        Open("t");
        Raise(new() { Reconnecting = new() });

        await events.NextAsync<RoomEvent.Reconnecting>();
        Assert.Contains("refused the request", Assert.Single(Lost()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_UnderWay_LeavesNothingBehind()
    {
        var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        var reader = Open("t");
        Piece(reader, 1);
        Raise(new() { Reconnecting = new() });
        await events.NextAsync<RoomEvent.Reconnecting>();

        await room.DisposeAsync();
        End(reader);

        await events.NextAsync<RoomEvent.Disconnected>();
        Assert.True(events.IsEmpty);
        Assert.Equal(0, _library.Client.OpenHandles);
        Assert.Equal(0, _library.LiveHandles);
    }

    /// <summary>The numbers are the library's own (npm @livekit/rtc-ffi-bindings 0.12.60), read here from the bytes.</summary>
    [Theory]
    [InlineData(11, "set attributes")]
    [InlineData(54, "read")]
    [InlineData(61, "open")]
    [InlineData(62, "write")]
    [InlineData(63, "close")]
    public void Requests_HaveTheLibrarysNumbers(int field, string request)
    {
        Ffi.FfiRequest asked = request switch
        {
            "set attributes" => new() { SetLocalAttributes = new() },
            "read" => new() { ByteReadIncremental = new() },
            "open" => new() { ByteStreamOpen = new() },
            "write" => new() { ByteStreamWrite = new() },
            _ => new() { ByteStreamClose = new() },
        };

        using var input = new CodedInputStream(asked.ToByteArray());
        Assert.Equal(field, WireFormat.GetTagFieldNumber(input.ReadTag()));
    }

    [Fact]
    public void WriteRequest_IsTheBytesTheLibraryReads() =>
        // FfiRequest.byte_stream_write = 62 { writer_handle = 1, bytes = 2, request_async_id = 3 }
        Assert.Equal(
            "F203090807120301020318" + "05",
            Convert.ToHexString(new Ffi.FfiRequest { ByteStreamWrite = new() { WriterHandle = 7, Bytes = ByteString.CopyFrom(1, 2, 3), RequestAsyncId = 5 } }.ToByteArray()));

    [Fact]
    public void ReaderEvents_AreReadFromTheLibrarysBytes()
    {
        // FfiEvent.byte_stream_reader_event = 28 { reader_handle = 1, chunk_received = 2 { content = 1 } | eos = 3 { error = 1 { description = 1 } } }
        var piece = Ffi.FfiEvent.Parser.ParseFrom(Convert.FromHexString("E2010808071204" + "0A020102")).ByteStreamReaderEvent;
        var end = Ffi.FfiEvent.Parser.ParseFrom(Convert.FromHexString("E2010908071A050A030A0178")).ByteStreamReaderEvent;

        Assert.Equal((7UL, "0102"), (piece.ReaderHandle, Convert.ToHexString(piece.ChunkReceived.Content.Span)));
        Assert.Equal((7UL, "x"), (end.ReaderHandle, end.Eos.Error.Description));
    }

    private IEnumerable<string> Lost() => _library.Log.Records.Select(record => record.Message).Where(text => text.StartsWith("A byte stream", StringComparison.Ordinal));

    private ulong Open(string topic, ulong? totalLength = null, params (string Key, string Value)[] attributes)
    {
        var handle = _library.NewHandle();
        var info = new Ffi.ByteStreamInfo { StreamId = "ST_9", Topic = topic, Name = "n", MimeType = "m" };
        if (totalLength is { } length)
            info.TotalLength = length;
        foreach (var (key, value) in attributes)
            info.Attributes[key] = value;
        Raise(new() { ByteStreamOpened = new() { ParticipantIdentity = Caller, Reader = new() { Handle = handle, Info = info } } });
        return handle.Id;
    }

    private void Piece(ulong reader, params byte[] content) =>
        _library.Raise(new Ffi.FfiEvent { ByteStreamReaderEvent = new() { ReaderHandle = reader, ChunkReceived = new() { Content = ByteString.CopyFrom(content) } } });

    private void End(ulong reader, string? error = null)
    {
        var eos = new Ffi.ByteStreamReaderEos();
        if (error is not null)
            eos.Error = new() { Description = error };
        _library.Raise(new Ffi.FfiEvent { ByteStreamReaderEvent = new() { ReaderHandle = reader, Eos = eos } });
    }

    private void Raise(Ffi.RoomEvent roomEvent) => _library.Raise(roomEvent);
}
