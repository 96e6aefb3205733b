using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One connection to a room of a real LiveKit server.</summary>
[DebuggerDisplay("{LocalIdentity} in {Name}")]
internal sealed partial class RtcRoom : IRoom, IFfiRoom
{
    private readonly FfiClient _client;
    private readonly RtcOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly FfiHandle _room;
    private readonly FfiHandle _localHandle;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RtcParticipant> _participants = [];
    private readonly Dictionary<string, AudioFanOut> _listeners = [];
    private readonly ObserverList<RoomEvent> _observers;

    // Between the thread of events, which must go on, and the observers.
    private readonly Channel<RoomEvent> _events = Channel.CreateUnbounded<RoomEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Signal _named = new();
    private Task _raising = Task.CompletedTask;
    private ParticipantInfo _local;
    private string _name;
    private string _sid;
    private bool _isConnected = true;
    private bool _isDisposed;

    private RtcRoom(FfiClient client, Ffi.ConnectCallback.Types.Result joined, RtcOptions options, ILogger logger, TimeProvider time)
    {
        _client = client;
        _options = options;
        _logger = logger;
        _time = time;
        _room = client.Own(joined.Room?.Handle);
        _localHandle = client.Own(joined.LocalParticipant?.Handle);
        _name = joined.Room.Info.Name;
        _sid = joined.Room.Info.Sid;
        _local = RtcMapping.ToParticipant(joined.LocalParticipant.Info);
        _observers = new ObserverList<RoomEvent>(exception => logger.RoomObserverFailed(Name, exception));
        if (_sid.Length > 0)
            _named.TrySet();
    }

    public string Name
    {
        get
        {
            lock (_gate)
                return _name;
        }
    }

    public string Sid
    {
        get
        {
            lock (_gate)
                return _sid;
        }
    }

    public string LocalIdentity => _local.Identity;

    public bool IsConnected
    {
        get
        {
            lock (_gate)
                return _isConnected;
        }
    }

    public IReadOnlyList<ParticipantInfo> RemoteParticipants
    {
        get
        {
            lock (_gate)
                return [.. _participants.Values.Select(participant => participant.Snapshot())];
        }
    }

    /// <summary>Takes over a room just joined. On the thread of events: what happens in the room comes after.</summary>
    public static RtcRoom Open(FfiClient client, Ffi.ConnectCallback.Types.Result joined, RtcOptions options, ILogger logger, TimeProvider time)
    {
        var room = new RtcRoom(client, joined, options, logger, time);
        lock (room._gate)
        {
            foreach (var present in joined.Participants)
                room.Add(present.Participant, present.Publications);
        }

        client.Register(room._room.Id, room);
        client.Send(new Ffi.FfiRequest { ReadyForRoomEvent = new Ffi.ReadyForRoomEventRequest { RoomHandle = room._room.Id } });
        logger.RoomConnected(room._name, room.LocalIdentity);
        return room;
    }

    /// <summary>Lets events through to the observers, and waits for the server to tell the room's id.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _raising = RaiseAsync();
        await _named.Task.WaitAsync(cancellationToken);
    }

    public IDisposable Observe(Action<RoomEvent> observer) => _observers.Add(observer);

    public IDisposable ObserveAudio(string identity, AudioFrameHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            if (!_listeners.TryGetValue(identity, out var fanOut))
                _listeners[identity] = fanOut = new AudioFanOut(exception => _logger.RoomObserverFailed(Name, exception));
            fanOut.Add(handler);
            if (_isConnected && _participants.TryGetValue(identity, out var participant))
            {
                foreach (var track in participant.Tracks.Values.Where(track => track.IsVoice))
                    track.Listen(fanOut);
            }
        }

        return new Listener(this, identity, handler);
    }

    public async Task<ITextStreamWriter> OpenTextStreamAsync(TextStreamOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        RequireData("send text");
        return await RtcTextStream.OpenAsync(_client, _localHandle.Id, options, cancellationToken);
    }

    public async Task SendDtmfAsync(string digits, IReadOnlyList<string>? destinationIdentities = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        var keys = digits.Select(digit => (Digit: char.ToUpperInvariant(digit), Code: RtcMapping.ToDtmfCode(digit))).ToList();
        RequireData("press keys");
        foreach (var (digit, code) in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sent = await SendDtmfAsync(digit, code, destinationIdentities ?? []).WaitAsync(cancellationToken);
            if (sent.HasError)
                throw new InvalidOperationException($"A key could not be sent to room '{Name}': {sent.Error}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        await BoundedAsync("leave the room", DisconnectAsync());
        End(DisconnectReason.ClientInitiated);
        _client.Unregister(_room.Id);
        DropHandles();
        await BoundedAsync("tell the observers", _raising);
    }

    private Task<Ffi.DoneCallback> SendDtmfAsync(char digit, uint code, IReadOnlyList<string> destinationIdentities) => _client.CallAsync(
        id =>
        {
            var press = new Ffi.PublishSipDtmfRequest { LocalParticipantHandle = _localHandle.Id, Code = code, Digit = digit.ToString(), RequestAsyncId = id };
            press.DestinationIdentities.Add(destinationIdentities);
            return new Ffi.FfiRequest { PublishSipDtmf = press };
        },
        answer => answer.PublishSipDtmf);

    private void RequireData(string purpose)
    {
        lock (_gate)
        {
            RequireConnection(purpose);
            if (_local.Permissions is { CanPublishData: false })
                throw new InvalidOperationException($"'{LocalIdentity}' may not {purpose}: its token, or a later UpdateParticipant, says canPublishData = false.");
        }
    }

    private Task DisconnectAsync() => _client.CallAsync(
        id => new Ffi.FfiRequest { Disconnect = new Ffi.DisconnectRequest { RoomHandle = _room.Id, RequestAsyncId = id } },
        answer => answer.Disconnect);

    private async Task BoundedAsync(string step, Task work)
    {
        try
        {
            await work.WaitAsync(_options.DisconnectTimeout, _time);
        }
        catch (TimeoutException)
        {
            _logger.RoomStepTimedOut(step, _options.DisconnectTimeout);
        }
        catch (Exception exception)
        {
            _logger.RoomStepFailed(step, exception);
        }
    }

    // In the order of dependence: what hangs on the room goes first.
    private void DropHandles()
    {
        RtcAudioTrack[] tracks;
        lock (_gate)
        {
            tracks = [.. OwnTracks];
            _publications.Clear();
            _resting.Clear();
            foreach (var participant in _participants.Values)
                participant.Dispose();
            _participants.Clear();
            _listeners.Clear();
        }

        foreach (var track in tracks.Where(track => track.Close()))
            track.DropHandles();
        _localHandle.Dispose();
        _room.Dispose();
    }

    private void RequireConnection(string purpose)
    {
        if (!_isConnected || _isDisposed)
            throw new InvalidOperationException($"'{LocalIdentity}' is not in room '{_name}' any more, so it cannot {purpose}.");
    }

    private async Task RaiseAsync()
    {
        await foreach (var roomEvent in _events.Reader.ReadAllAsync())
            _observers.Raise(roomEvent);
        _observers.Close();
    }

    private void StopListening(string identity, AudioFrameHandler handler)
    {
        lock (_gate)
        {
            if (!_listeners.TryGetValue(identity, out var fanOut))
                return;
            fanOut.Remove(handler);
            if (!fanOut.IsEmpty)
                return;
            _listeners.Remove(identity);
            if (_participants.TryGetValue(identity, out var participant))
            {
                foreach (var track in participant.Tracks.Values)
                    track.StopListening();
            }
        }
    }

    private sealed class Listener(RtcRoom room, string identity, AudioFrameHandler handler) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                room.StopListening(identity, handler);
        }
    }
}
