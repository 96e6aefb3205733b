using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace WarmTransfer.Emulator.Tests.Rooms;

/// <summary>Rooms joined over a socket, as from another process.</summary>
public sealed class RemoteRoomTests : IAsyncLifetime
{
    private readonly Channel<RoomEvent> _seen = Channel.CreateUnbounded<RoomEvent>();
    private LiveKitEmulator _emulator = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Joining_IsSeenByBothSides_AndLeavingToo()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        near.Observe(happened => _seen.Writer.TryWrite(happened));
        var far = await JoinAsync("far");

        Assert.Equal(("room", near.Sid, "far", true), (far.Name, far.Sid, far.LocalIdentity, far.IsConnected));
        var other = Assert.Single(far.RemoteParticipants);
        Assert.Equal(near.LocalIdentity, other.Identity);
        Assert.Equal("v", other.GetAttribute("k"));
        Assert.Equal("far", (await NextAsync<RoomEvent.ParticipantJoined>()).Participant.Identity);

        await far.DisposeAsync();
        Assert.False(far.IsConnected);
        Assert.Empty(near.RemoteParticipants);
        Assert.Equal(DisconnectReason.ClientInitiated, (await NextAsync<RoomEvent.ParticipantLeft>()).Participant.DisconnectReason);
    }

    [Fact]
    public async Task Text_GoesBothWays()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        await using var far = await JoinAsync("far");
        near.Observe(happened => _seen.Writer.TryWrite(happened));
        await WriteAsync(far, "Hello", " there");
        Assert.Equal(("far", "Hello there", "lk.chat"), TextOf(await NextAsync<RoomEvent.TextReceived>()));

        far.Observe(happened => _seen.Writer.TryWrite(happened));
        await WriteAsync(near, "Hi.");
        Assert.Equal(("near", "Hi.", "lk.chat"), TextOf(await NextAsync<RoomEvent.TextReceived>()));
        await near.SendDtmfAsync("5", cancellationToken: Cancelled);
        Assert.Equal('5', (await NextAsync<RoomEvent.DtmfReceived>()).Digit);
    }

    [Fact]
    public async Task Sound_GoesBothWays_AndTracksAreSeen()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        await using var far = await JoinAsync("far");
        far.Observe(happened => _seen.Writer.TryWrite(happened));
        Assert.Equal((short)7, await HearAsync(from: far, by: near));
        Assert.Equal((short)7, await HearAsync(from: near, by: far));
        Assert.Equal("voice", (await NextAsync<RoomEvent.TrackPublished>()).Track.Name);
        Assert.Equal("voice", (await NextAsync<RoomEvent.TrackSubscribed>()).Track.Name);
        Assert.Equal("voice", (await NextAsync<RoomEvent.TrackUnsubscribed>()).Track.Name);
        Assert.Equal("voice", (await NextAsync<RoomEvent.TrackUnpublished>()).Track.Name);
    }

    [Fact]
    public async Task WritingAhead_FillsTheQueue_AndNoMore()
    {
        await using var far = await JoinAsync("far");
        await using var track = await far.PublishAudioAsync("voice", cancellationToken: Cancelled);
        var taken = Enumerable.Range(0, 100).Count(_ => track.TryWrite(RoomFixture.Frame()));
        Assert.InRange(taken, 15, 60);
        Assert.Same(track, Assert.Single(far.LocalAudio));
        Assert.True(track.QueuedFrames > 0);
        Assert.InRange(track.Clear(), 1, 15);
        // The one being heard.
        Assert.InRange(track.QueuedFrames, 0, 1);
        Assert.Equal(0, track.Clear());
        Assert.Throws<ArgumentException>(() => track.TryWrite(new short[3]));
        await track.DisposeAsync();
        Assert.Empty(far.LocalAudio);
    }

    [Fact]
    public async Task RoomDeleted_IsTheLastEvent()
    {
        await using var far = await JoinAsync("far");
        far.Observe(happened => _seen.Writer.TryWrite(happened));
        await _emulator.Backend.Server.DeleteRoomAsync("room", Cancelled);
        Assert.Equal(DisconnectReason.RoomDeleted, (await NextAsync<RoomEvent.Disconnected>()).Reason);
        Assert.False(far.IsConnected);
        await Assert.ThrowsAsync<InvalidOperationException>(() => far.PublishAudioAsync("voice", cancellationToken: Cancelled));
    }

    [Fact]
    public async Task EmulatorGone_DisconnectsTheRoom()
    {
        await using var far = await JoinAsync("far");
        far.Observe(happened => _seen.Writer.TryWrite(happened));
        await _emulator.DisposeAsync();
        await NextAsync<RoomEvent.Disconnected>();
        Assert.False(far.IsConnected);
    }

    [Fact]
    public async Task ConnectionLost_TakesTheParticipantOut()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        near.Observe(happened => _seen.Writer.TryWrite(happened));
        using (var socket = await OpenAsync("far"))
        {
            await NextAsync<RoomEvent.ParticipantJoined>();
            socket.Abort();
        }

        Assert.Equal("far", (await NextAsync<RoomEvent.ParticipantLeft>()).Participant.Identity);
    }

    [Theory]
    [InlineData("{nope")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task TextThatIsNoMessage_EndsTheConnection(string text)
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        near.Observe(happened => _seen.Writer.TryWrite(happened));
        using var socket = await OpenAsync("far");
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Cancelled);
        Assert.Equal("far", (await NextAsync<RoomEvent.ParticipantLeft>()).Participant.Identity);
    }

    [Fact]
    public async Task PublishingWithoutTheGrant_SaysWhy()
    {
        await using var far = await new EmulatorRoomConnector().ConnectAsync(_emulator.Url, Token("far", new VideoGrant { RoomJoin = true, Room = "room", CanPublish = false }), Cancelled);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => far.PublishAudioAsync("voice", cancellationToken: Cancelled));
        Assert.Contains("canPublish = false", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_SetFromAfar_AreSeenByBothSides()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        await using var far = await new EmulatorRoomConnector().ConnectAsync(_emulator.Url, Token("far", new VideoGrant { RoomJoin = true, Room = "room", CanUpdateOwnMetadata = true }), Cancelled);
        near.Observe(happened => _seen.Writer.TryWrite(happened));

        await far.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy", ["k"] = "" }, Cancelled);

        var changed = (await NextAsync<RoomEvent.AttributesChanged>()).Participant;
        Assert.Equal("far", changed.Identity);
        Assert.Equal([new("state", "busy")], changed.Attributes);
        far.Observe(happened => _seen.Writer.TryWrite(happened));
        await _emulator.Backend.Server.UpdateParticipantAsync(new UpdateParticipantRequest { Room = "room", Identity = "far", Attributes = new Dictionary<string, string> { ["state"] = "idle" } }, Cancelled);
        Assert.Equal("idle", (await NextAsync<RoomEvent.AttributesChanged>()).Participant.GetAttribute("state"));
        Assert.Equal("idle", (await NextAsync<RoomEvent.AttributesChanged>()).Participant.GetAttribute("state"));
    }

    [Fact]
    public async Task Attributes_WithoutTheGrant_SaysWhichOne()
    {
        await using var far = await JoinAsync("far");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => far.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy" }, Cancelled));
        Assert.Contains("canUpdateOwnMetadata = true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_AsManyAsAllowed_GoBothWaysWholeAndInOrder()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        await using var far = await JoinAsync("far");
        near.Observe(happened => _seen.Writer.TryWrite(happened));
        var content = new byte[ByteMessage.MaxLength];
        new Random(11).NextBytes(content);

        await SendAsync(far, content);
        Assert.Equal(("far", "t", "n", "m"), Check(await NextAsync<RoomEvent.BytesReceived>()));

        far.Observe(happened => _seen.Writer.TryWrite(happened));
        await SendAsync(near, content);
        Assert.Equal(("near", "t", "n", "m"), Check(await NextAsync<RoomEvent.BytesReceived>()));

        (string, string, string, string) Check(RoomEvent.BytesReceived received)
        {
            Assert.True(content.AsSpan().SequenceEqual(received.Bytes.Content.Span));
            return (received.Bytes.ParticipantIdentity, received.Bytes.Topic, received.Bytes.Name, received.Bytes.MimeType);
        }
    }

    [Fact]
    public async Task Bytes_OverTheLimitOrCutOff_AreLost()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        near.Observe(happened => _seen.Writer.TryWrite(happened));
        var leaver = await JoinAsync("leaver");
        var cutOff = await leaver.OpenByteStreamAsync(new ByteStreamOptions { Topic = "cut off" }, Cancelled);
        await cutOff.WriteAsync(new byte[3], Cancelled);
        await leaver.DisposeAsync();
        await cutOff.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => cutOff.WriteAsync(new byte[3], Cancelled));

        await using var far = await JoinAsync("far");
        await SendAsync(far, new byte[ByteMessage.MaxLength + 1]);
        await SendAsync(far, [1, 2]);

        Assert.Equal([1, 2], (await NextAsync<RoomEvent.BytesReceived>()).Bytes.Content.ToArray());
    }

    [Fact]
    public async Task Bytes_BeyondTheLengthGiven_AreRefused()
    {
        await using var near = await _emulator.Rooms.ConnectAsync(_emulator.Url, Token("near"), Cancelled);
        await using var far = await JoinAsync("far");
        near.Observe(happened => _seen.Writer.TryWrite(happened));
        await using (var stream = await far.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t", TotalLength = 2, DestinationIdentities = ["near"] }, Cancelled))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => stream.WriteAsync(new byte[3], Cancelled));
            await stream.WriteAsync(new byte[] { 1, 2 }, Cancelled);
        }

        Assert.Equal([1, 2], (await NextAsync<RoomEvent.BytesReceived>()).Bytes.Content.ToArray());
    }

    [Fact]
    public async Task TokenThatAllowsNoJoining_IsRefused()
    {
        var error = await Assert.ThrowsAsync<LiveKitException>(() => new EmulatorRoomConnector().ConnectAsync(_emulator.Url, Token("far", new VideoGrant { RoomAdmin = true }), Cancelled));
        Assert.Equal((HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated), (error.StatusCode, error.Code));
    }

    [Fact]
    public async Task WhereNobodyListens_SaysWhere()
    {
        var (url, token) = (_emulator.Url, Token("far"));
        await _emulator.DisposeAsync();
        var error = await Assert.ThrowsAsync<LiveKitException>(() => new EmulatorRoomConnector().ConnectAsync(url, token, Cancelled));
        Assert.Contains($"nothing answers at {url}", error.Message, StringComparison.Ordinal);
    }

    private static async Task<short> HearAsync(IRoom from, IRoom by)
    {
        var heard = new TaskCompletionSource<short>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = by.ObserveAudio(from.LocalIdentity, samples => heard.TrySetResult(samples[0]));
        await using var track = await from.PublishAudioAsync("voice", cancellationToken: Cancelled);
        while (!heard.Task.IsCompleted)
        {
            Cancelled.ThrowIfCancellationRequested();
            track.TryWrite(RoomFixture.Frame(7));
            await Task.Yield();
        }

        return await heard.Task;
    }

    private static async Task WriteAsync(IRoom room, params string[] pieces)
    {
        await using var stream = await room.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Chat }, Cancelled);
        foreach (var piece in pieces)
            await stream.WriteAsync(piece, Cancelled);
    }

    private static async Task SendAsync(IRoom room, byte[] content)
    {
        await using var stream = await room.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t", Name = "n", MimeType = "m" }, Cancelled);
        await stream.WriteAsync(content.AsMemory(0, content.Length / 3), Cancelled);
        await stream.WriteAsync(content.AsMemory(content.Length / 3), Cancelled);
    }

    private static (string Who, string Text, string Topic) TextOf(RoomEvent.TextReceived received) => (received.Text.ParticipantIdentity, received.Text.Text, received.Text.Topic);

    private async Task<T> NextAsync<T>()
        where T : RoomEvent
    {
        while (true)
        {
            if (await _seen.Reader.ReadAsync(Cancelled) is T awaited)
                return awaited;
        }
    }

    private Task<IRoom> JoinAsync(string identity) => new EmulatorRoomConnector().ConnectAsync(_emulator.Url, Token(identity), Cancelled);

    private async Task<ClientWebSocket> OpenAsync(string identity)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + Token(identity));
        await socket.ConnectAsync(new Uri($"ws://{_emulator.Url.Authority}/emulator/rooms"), Cancelled);
        return socket;
    }

    private string Token(string identity, VideoGrant? grant = null) => _emulator.Backend.Server.SignToken(new AccessToken
    {
        Identity = identity,
        Attributes = new Dictionary<string, string> { ["k"] = "v" },
        Video = grant ?? new VideoGrant { RoomJoin = true, Room = "room" },
    });
}
