namespace WarmTransfer.Emulator.Tests;

public sealed class ByteStreamTests
{
    private readonly RoomFixture _fixture = new();

    [Fact]
    public async Task Stream_Closed_ArrivesWholeAndInOrderAtEveryoneElse()
    {
        var alice = _fixture.Join("a", "alice");
        var own = RoomFixture.EventsOf(alice);
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var elsewhere = RoomFixture.EventsOf(_fixture.Join("b", "carol"));
        own.Clear();
        var options = new ByteStreamOptions { Topic = "t", Name = "note.bin", MimeType = "audio/wav", TotalLength = 5, Attributes = new Dictionary<string, string> { ["k"] = "v" } };

        var stream = await alice.OpenByteStreamAsync(options);
        options.Topic = "changed later";
        var piece = new byte[] { 1, 2 };
        await stream.WriteAsync(piece);
        piece[0] = 9;
        await stream.WriteAsync(new byte[] { 3, 4, 5 });
        Assert.Empty(bob);
        await stream.DisposeAsync();
        await stream.DisposeAsync();

        var bytes = Assert.IsType<RoomEvent.BytesReceived>(Assert.Single(bob)).Bytes;
        Assert.Equal((stream.StreamId, "t", "alice", "note.bin", "audio/wav", "v"), (bytes.StreamId, bytes.Topic, bytes.ParticipantIdentity, bytes.Name, bytes.MimeType, bytes.Attributes["k"]));
        Assert.Equal([1, 2, 3, 4, 5], bytes.Content.ToArray());
        Assert.Empty(own);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task Stream_OfNothing_ArrivesEmpty()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        await (await alice.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t" })).DisposeAsync();

        var bytes = Assert.IsType<RoomEvent.BytesReceived>(Assert.Single(bob)).Bytes;
        Assert.Equal((0, "", "application/octet-stream"), (bytes.Content.Length, bytes.Name, bytes.MimeType));
    }

    [Theory]
    [InlineData("carol", 0, 1)]
    [InlineData("", 1, 1)]
    public async Task Stream_WithAddressees_ReachesThem(string to, int atBob, int atCarol)
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var carol = RoomFixture.EventsOf(_fixture.Join("a", "carol"));
        bob.Clear();

        await SendAsync(alice, new ByteStreamOptions { Topic = "t", DestinationIdentities = to.Length == 0 ? [] : [to] }, [1]);

        Assert.Equal((atBob, atCarol), (bob.Count, carol.Count));
    }

    [Fact]
    public async Task Text_WithAnEmptyListOfAddressees_ReachesEveryone()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        await using (var stream = await alice.OpenTextStreamAsync(new TextStreamOptions { Topic = "t", DestinationIdentities = [] }))
            await stream.WriteAsync("hello");
        await alice.SendDtmfAsync("1", []);

        Assert.Equal(2, bob.Count);
    }

    [Fact]
    public async Task Stream_SenderLeavesInBetween_IsLost()
    {
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var alice = _fixture.Join("a", "alice");
        var stream = await alice.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t" });
        await stream.WriteAsync(new byte[10]);
        await alice.DisposeAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => stream.WriteAsync(new byte[10]));
        await stream.DisposeAsync();

        Assert.Contains("cannot send bytes", error.Message, StringComparison.Ordinal);
        Assert.Empty(bob.OfType<RoomEvent.BytesReceived>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => alice.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t" }));
    }

    [Fact]
    public async Task Stream_AsLongAsAllowed_Arrives_OneByteMoreIsLost()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var most = new byte[ByteMessage.MaxLength];
        most[^1] = 7;

        await SendAsync(alice, new ByteStreamOptions { Topic = "long" }, most, [1]);
        await SendAsync(alice, new ByteStreamOptions { Topic = "promised", TotalLength = ByteMessage.MaxLength + 1L }, most, [1]);
        Assert.Empty(bob);
        await SendAsync(alice, new ByteStreamOptions { Topic = "most" }, most);

        var bytes = Assert.IsType<RoomEvent.BytesReceived>(Assert.Single(bob)).Bytes;
        Assert.Equal(("most", ByteMessage.MaxLength, 7), (bytes.Topic, bytes.Content.Length, bytes.Content.Span[^1]));
    }

    [Fact]
    public async Task Streams_Unfinished_KeepNoMoreTogetherThanAllowed()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));
        var open = new List<IByteStreamWriter>();
        for (var index = 0; index < 5; index++)
        {
            open.Add(await alice.OpenByteStreamAsync(new ByteStreamOptions { Topic = $"{index}" }));
            await open[index].WriteAsync(new byte[ByteMessage.MaxLength]);
        }

        foreach (var stream in open)
            await stream.DisposeAsync();
        // What has ended no longer counts.
        await SendAsync(alice, new ByteStreamOptions { Topic = "after" }, [1]);

        Assert.Equal(["0", "1", "2", "3", "after"], bob.Cast<RoomEvent.BytesReceived>().Select(received => received.Bytes.Topic));
    }

    [Fact]
    public async Task Stream_ClosedBeforeItsLength_IsLost()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        await SendAsync(alice, new ByteStreamOptions { Topic = "t", TotalLength = 3 }, [1, 2]);

        Assert.Empty(bob);
    }

    [Fact]
    public async Task Write_BeyondTheLength_ThrowsAndSendsNothingOfIt()
    {
        var alice = _fixture.Join("a", "alice");
        var bob = RoomFixture.EventsOf(_fixture.Join("a", "bob"));

        await using (var stream = await alice.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t", TotalLength = 3 }))
        {
            await stream.WriteAsync(new byte[] { 1, 2 });
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => stream.WriteAsync(new byte[] { 3, 4 }));
            Assert.Contains("opened for 3 bytes", error.Message, StringComparison.Ordinal);
            await stream.WriteAsync(new byte[] { 3 });
        }

        Assert.Equal([1, 2, 3], Assert.IsType<RoomEvent.BytesReceived>(Assert.Single(bob)).Bytes.Content.ToArray());
    }

    [Fact]
    public async Task Write_AfterClosing_Throws()
    {
        var stream = await _fixture.Join("a", "alice").OpenByteStreamAsync(new ByteStreamOptions { Topic = "t" });
        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.WriteAsync(new byte[1]));
    }

    [Fact]
    public async Task Open_NotAllowed_Throws()
    {
        var alice = _fixture.Join(new TokenGrants { RoomJoin = true, Room = "a", Identity = "alice", CanPublishData = false });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => alice.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t" }));

        Assert.Contains("canPublishData", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_LengthBelowZero_SaysWhatWasExpected()
    {
        var alice = _fixture.Join("a", "alice");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => alice.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t", TotalLength = -1 }));

        Assert.Contains("TotalLength is -1", error.Message, StringComparison.Ordinal);
    }

    private static async Task SendAsync(IRoom from, ByteStreamOptions options, params byte[][] pieces)
    {
        await using var stream = await from.OpenByteStreamAsync(options);
        foreach (var piece in pieces)
            await stream.WriteAsync(piece);
    }
}
