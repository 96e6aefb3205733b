using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One connection to a room of a real LiveKit server.</summary>
[DebuggerDisplay("{LocalIdentity} in {Name}")]
internal sealed class RtcRoom : IRoom, IFfiRoom
{
    private readonly FfiClient _client;
    private readonly RtcConnection _connection;
    private readonly RtcEventFeed _feed;
    private readonly RtcRoster _roster;
    private readonly RtcRemoteTracks _tracks;
    private readonly RtcOwnTracks _ownTracks;
    private readonly RtcReceivedBytes _bytes;
    private readonly RtcRoomEvents _events;

    private RtcRoom(RtcConnection connection)
    {
        _client = connection.Client;
        _connection = connection;
        _feed = new RtcEventFeed(exception => connection.Logger.RoomObserverFailed(Name, exception));
        _bytes = new RtcReceivedBytes(connection, _feed);
        _roster = new RtcRoster(connection, _feed, _bytes.SenderLeft);
        _tracks = new RtcRemoteTracks(connection, _roster, _feed);
        _ownTracks = new RtcOwnTracks(connection, _feed);
        _events = new RtcRoomEvents(connection, _roster, _tracks, _ownTracks, new RtcReceivedTexts(connection, _feed), _bytes, _feed);
    }

    public string Name => _connection.Name;

    public string Sid => _connection.Sid;

    public string LocalIdentity => _connection.LocalIdentity;

    public bool IsConnected => _connection.IsConnected;

    public IReadOnlyList<ParticipantInfo> RemoteParticipants
    {
        get
        {
            lock (_connection.Gate)
                return [.. _roster.Participants.Select(participant => participant.Snapshot())];
        }
    }

    public IReadOnlyList<IAudioPublication> LocalAudio => _ownTracks.Published;

    /// <summary>Takes over a room just joined. On the thread of events: what happens in the room comes after.</summary>
    public static RtcRoom Open(FfiClient client, Ffi.ConnectCallback.Types.Result joined, TimeSpan disconnectTimeout, ILogger logger, TimeProvider time)
    {
        var connection = new RtcConnection(client, joined, disconnectTimeout, logger, time);
        var room = new RtcRoom(connection);
        lock (connection.Gate)
        {
            foreach (var present in joined.Participants)
            {
                var participant = room._roster.Add(present.Participant);
                foreach (var publication in present.Publications)
                    room._tracks.Add(participant, publication);
            }
        }

        client.Register(connection.Room.Id, room);
        client.Send(new Ffi.FfiRequest { ReadyForRoomEvent = new Ffi.ReadyForRoomEventRequest { RoomHandle = connection.Room.Id } });
        logger.RoomConnected(room.Name, room.LocalIdentity);
        return room;
    }

    /// <summary>Lets events through to the observers, and waits for the server to tell the room's id.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _feed.Start();
        await _connection.NamedAsync(cancellationToken);
    }

    public IDisposable Observe(Action<RoomEvent> observer) => _feed.Observe(observer);

    public IDisposable ObserveAudio(string identity, AudioFrameHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentNullException.ThrowIfNull(handler);
        return _tracks.Listen(identity, handler);
    }

    public async Task<IAudioPublication> PublishAudioAsync(string name, TrackSource source = TrackSource.Microphone, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        cancellationToken.ThrowIfCancellationRequested();
        return await _ownTracks.PublishAsync(name, source, cancellationToken);
    }

    public async Task<ITextStreamWriter> OpenTextStreamAsync(TextStreamOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        _connection.RequireData("send text");
        return await RtcTextStream.OpenAsync(_client, _connection.LocalParticipant.Id, options, cancellationToken);
    }

    public async Task SendDtmfAsync(string digits, IReadOnlyList<string>? destinationIdentities = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        var keys = digits.Select(digit => (Digit: char.ToUpperInvariant(digit), Code: RtcMapping.ToDtmfCode(digit))).ToList();
        _connection.RequireData("press keys");
        foreach (var (digit, code) in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sent = await SendDtmfAsync(digit, code, destinationIdentities ?? []).WaitAsync(cancellationToken);
            if (sent.HasError)
                throw new InvalidOperationException($"A key could not be sent to room '{Name}': {sent.Error}.");
        }
    }

    public async Task SetAttributesAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        cancellationToken.ThrowIfCancellationRequested();
        var entries = attributes.Select(attribute => new Ffi.AttributesEntry { Key = attribute.Key, Value = attribute.Value }).ToList();
        _connection.RequireOwnMetadata("set its attributes");
        if (entries.Count == 0)
            return;
        var done = await SetAttributesAsync(entries).WaitAsync(cancellationToken);
        if (done.HasError)
            throw new InvalidOperationException($"'{LocalIdentity}' could not set its attributes in room '{Name}': {done.Error}.");
    }

    public async Task<IByteStreamWriter> OpenByteStreamAsync(ByteStreamOptions options, CancellationToken cancellationToken = default)
    {
        var header = ByteStreamHeader.From(options);
        cancellationToken.ThrowIfCancellationRequested();
        _connection.RequireData("send bytes");
        return await RtcByteStream.OpenAsync(_client, _connection.LocalParticipant.Id, header, cancellationToken);
    }

    public void OnEvent(Ffi.RoomEvent roomEvent)
    {
        lock (_connection.Gate)
        {
            if (_connection.IsUsable)
                _events.Apply(roomEvent);
            else
                _client.DropAll(new Ffi.FfiEvent { RoomEvent = roomEvent });
        }
    }

    public void OnPanic() => _events.End(DisconnectReason.AgentError);

    public async ValueTask DisposeAsync()
    {
        if (!_connection.TryBeginDispose())
            return;

        await _connection.LeaveAsync();
        _events.End(DisconnectReason.ClientInitiated);
        _client.Unregister(_connection.Room.Id);
        DropHandles();
        await _connection.BoundedAsync("tell the observers", _feed.Raising);
    }

    private Task<Ffi.DoneCallback> SendDtmfAsync(char digit, uint code, IReadOnlyList<string> destinationIdentities) => _client.CallAsync(
        id =>
        {
            var press = new Ffi.PublishSipDtmfRequest { LocalParticipantHandle = _connection.LocalParticipant.Id, Code = code, Digit = digit.ToString(), RequestAsyncId = id };
            press.DestinationIdentities.Add(destinationIdentities);
            return new Ffi.FfiRequest { PublishSipDtmf = press };
        },
        answer => answer.PublishSipDtmf);

    private Task<Ffi.DoneCallback> SetAttributesAsync(IEnumerable<Ffi.AttributesEntry> attributes) => _client.CallAsync(
        id =>
        {
            var set = new Ffi.SetLocalAttributesRequest { LocalParticipantHandle = _connection.LocalParticipant.Id, RequestAsyncId = id };
            set.Attributes.Add(attributes);
            return new Ffi.FfiRequest { SetLocalAttributes = set };
        },
        answer => answer.SetLocalAttributes);

    // In the order of dependence: what hangs on the room goes first.
    private void DropHandles()
    {
        IReadOnlyList<RtcAudioTrack> tracks;
        lock (_connection.Gate)
        {
            tracks = _ownTracks.Clear();
            _roster.Clear();
            _tracks.Clear();
            _bytes.Clear();
        }

        foreach (var track in tracks.Where(track => track.Close()))
            track.DropHandles();
        _connection.LocalParticipant.Dispose();
        _connection.Room.Dispose();
    }
}
