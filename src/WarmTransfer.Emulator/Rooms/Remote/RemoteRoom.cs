using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer.Emulator;

/// <summary>A connection to a room of an emulator in another process.</summary>
[DebuggerDisplay("{LocalIdentity} in {Name}")]
internal sealed class RemoteRoom : IRoom
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<int, Signal<string>> _asked = new();
    private readonly ConcurrentDictionary<int, AudioFrameHandler> _listeners = new();
    private readonly List<RemoteAudioPublication> _tracks = [];
    private readonly HandlerList<RoomEvent> _observers = new();
    private readonly Outbox _outbox = new(NullLogger.Instance);
    private readonly CancellationTokenSource _gone = new();
    private readonly ClientWebSocket _socket;
    private readonly SocketFrames _frames;
    private readonly Task _sending;
    private volatile RemoteRoomState _state;
    private Task _receiving = Task.CompletedTask;
    private int _lastId;
    private int _isOver;
    private int _isDisposed;

    private RemoteRoom(ClientWebSocket socket, SocketFrames frames, RemoteRoomState state)
    {
        _socket = socket;
        _frames = frames;
        _state = state;
        _sending = frames.SendAllAsync(_gone.Token);
    }

    public string Name => _state.Name;

    public string Sid => _state.Sid;

    public string LocalIdentity => _state.Identity;

    public bool IsConnected => Volatile.Read(ref _isOver) == 0;

    public IReadOnlyList<ParticipantInfo> RemoteParticipants => IsConnected ? _state.Others : [];

    public IReadOnlyList<IAudioPublication> LocalAudio
    {
        get
        {
            lock (_tracks)
                return IsConnected ? [.. _tracks] : [];
        }
    }

    /// <summary>Waits until the emulator says who is there; <see langword="null"/> when it does not.</summary>
    public static async Task<RemoteRoom?> OpenAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var frames = new SocketFrames(socket, SocketFrames.LargestFromEmulator);
        if (await frames.ReceiveAsync(cancellationToken) is not (true, var welcome) || RemoteMessage.Read(welcome).State is not { } state)
            return null;
        var room = new RemoteRoom(socket, frames, state);
        room._receiving = room.ReceiveAllAsync();
        return room;
    }

    public IDisposable Observe(Action<RoomEvent> observer) => _observers.Add(observer);

    public async Task<IAudioPublication> PublishAudioAsync(string name, TrackSource source = TrackSource.Microphone, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var id = NextId();
        var sid = await AskAsync(new RemoteMessage { Kind = RemoteMessage.Publish, Id = id, Name = name, Source = source }, cancellationToken);
        var track = new RemoteAudioPublication(this, id, sid, name, source);
        lock (_tracks)
            _tracks.Add(track);
        return track;
    }

    public IDisposable ObserveAudio(string identity, AudioFrameHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentNullException.ThrowIfNull(handler);
        var id = NextId();
        _listeners[id] = handler;
        Send(new RemoteMessage { Kind = RemoteMessage.Listen, Id = id, Name = identity });
        return new Subscription(() =>
        {
            _listeners.TryRemove(id, out _);
            Send(new RemoteMessage { Kind = RemoteMessage.StopListening, Id = id });
        });
    }

    public async Task<ITextStreamWriter> OpenTextStreamAsync(TextStreamOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var id = NextId();
        var sid = await AskAsync(new RemoteMessage { Kind = RemoteMessage.OpenText, Id = id, Name = options.Topic, Attributes = options.Attributes, To = options.DestinationIdentities }, cancellationToken);
        return new RemoteTextStream(this, id, sid);
    }

    public Task SendDtmfAsync(string digits, IReadOnlyList<string>? destinationIdentities = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        return AskAsync(new RemoteMessage { Kind = RemoteMessage.Dtmf, Id = NextId(), Text = digits, To = destinationIdentities }, cancellationToken);
    }

    public Task SetAttributesAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return AskAsync(new RemoteMessage { Kind = RemoteMessage.SetAttributes, Id = NextId(), Attributes = attributes }, cancellationToken);
    }

    public async Task<IByteStreamWriter> OpenByteStreamAsync(ByteStreamOptions options, CancellationToken cancellationToken = default)
    {
        var header = ByteStreamHeader.From(options);
        var id = NextId();
        var sid = await AskAsync(new RemoteMessage { Kind = RemoteMessage.OpenBytes, Id = id, Bytes = options }, cancellationToken);
        return new RemoteByteStream(this, id, sid, header);
    }

    /// <summary>Leaves, and waits until the emulator has seen it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _frames.Complete();
        using var limit = new CancellationTokenSource(CloseTimeout, TimeProvider.System);
        await using var giveUp = limit.Token.Register(_gone.Cancel);
        await _sending;
        await _frames.CloseAsync(limit.Token);
        await _receiving;
        _socket.Dispose();
    }

    internal void Forget(RemoteAudioPublication track)
    {
        lock (_tracks)
            _tracks.Remove(track);
    }

    internal void Send(RemoteMessage message) => _frames.Send(message);

    internal void SendAudio(int id, ReadOnlySpan<short> samples) => _frames.SendAudio(id, samples);

    /// <summary>Asks for something, and waits until it is done.</summary>
    /// <returns>The id of what was made; empty when nothing was.</returns>
    /// <exception cref="InvalidOperationException">The emulator says that it cannot be done, or the room is disconnected.</exception>
    internal async Task<string> AskAsync(RemoteMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = new Signal<string>();
        await using var cancellation = cancellationToken.Register(() => answer.TryCancel(cancellationToken));
        _asked[message.Id] = answer;
        Send(message);
        if (!IsConnected)
            answer.TryFail(Disconnected());
        try
        {
            return await answer.Task;
        }
        finally
        {
            _asked.TryRemove(message.Id, out _);
        }
    }

    internal int NextId() => Interlocked.Increment(ref _lastId);

    private async Task ReceiveAllAsync()
    {
        try
        {
            while (await _frames.ReceiveAsync(_gone.Token) is var (isText, payload))
            {
                if (isText)
                    Take(RemoteMessage.Read(payload));
                else if (RemoteMessage.TryReadAudio(payload, out var id, out var samples) && _listeners.TryGetValue(id, out var handler))
                    Hand(handler, samples);
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            // An emulator of another version: what follows cannot be trusted either.
        }

        End(_isDisposed != 0 ? DisconnectReason.ClientInitiated : DisconnectReason.SignalClose);
    }

    private void Take(RemoteMessage message)
    {
        if (message.State is { } state)
            _state = state;
        switch (message.Kind)
        {
            case RemoteMessage.Event when message.Happened?.ToRoomEvent() is RoomEvent.Disconnected disconnected:
                End(disconnected.Reason);
                break;
            case RemoteMessage.Event when message.Happened?.ToRoomEvent() is { } happened:
                _observers.Tell(happened, _outbox);
                break;
            case RemoteMessage.Done when _asked.TryGetValue(message.Id, out var answer):
                answer.TrySet(message.Sid ?? "");
                break;
            case RemoteMessage.Failed when _asked.TryGetValue(message.Id, out var answer):
                answer.TryFail(new InvalidOperationException(message.Text));
                break;
        }
    }

    // As in process: a handler's exception reaches nobody else.
    private void Hand(AudioFrameHandler handler, ReadOnlySpan<short> samples)
    {
        try
        {
            handler(samples);
        }
        catch (Exception exception)
        {
            _outbox.Fail(exception);
        }
    }

    // The last event, from either side.
    private void End(DisconnectReason reason)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            return;
        foreach (var answer in _asked.Values)
            answer.TryFail(Disconnected());
        _observers.Tell(new RoomEvent.Disconnected(reason), _outbox);
    }

    private InvalidOperationException Disconnected() => new($"'{LocalIdentity}' is not in the room any more.");
}
