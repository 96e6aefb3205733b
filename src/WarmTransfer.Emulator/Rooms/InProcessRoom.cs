using System.Diagnostics;

namespace WarmTransfer.Emulator;

/// <summary>One connection to an emulated room.</summary>
[DebuggerDisplay("{LocalIdentity} in {Name}")]
internal sealed class InProcessRoom(RoomDirectory rooms) : IRoom, IParticipantEndpoint
{
    private readonly HandlerList<RoomEvent> _observers = new();
    private readonly ByteStreamBudget _unfinishedBytes = new();
    private readonly Lock _lock = new();
    private AudioPublication[] _publications = [];
    private LiveParticipant _participant = null!;

    public string Name => rooms.Change(() => _participant.Room.Name);

    public string Sid => rooms.Change(() => _participant.Room.Info.Sid);

    public string LocalIdentity => _participant.Identity;

    public bool IsConnected => rooms.Change(() => !_participant.IsGone);

    public IReadOnlyList<ParticipantInfo> RemoteParticipants => rooms.Others(_participant);

    public IReadOnlyList<IAudioPublication> LocalAudio
    {
        get
        {
            lock (_lock)
                return [.. _publications.Where(publication => !publication.IsGone)];
        }
    }

    /// <summary>Gets the participant behind this connection.</summary>
    public LiveParticipant Participant => _participant;

    public void Attach(LiveParticipant participant) => _participant = participant;

    public IDisposable Observe(Action<RoomEvent> observer) => _observers.Add(observer);

    public Task<IAudioPublication> PublishAudioAsync(string name, TrackSource source = TrackSource.Microphone, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var publication = new AudioPublication(rooms, rooms.Publish(_participant, name, source));
            lock (_lock)
                _publications = [.. _publications.Where(other => !other.IsGone), publication];
            return Task.FromResult<IAudioPublication>(publication);
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException<IAudioPublication>(exception);
        }
    }

    public IDisposable ObserveAudio(string identity, AudioFrameHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentNullException.ThrowIfNull(handler);
        return rooms.Listen(_participant, new MicrophoneSink(identity, handler));
    }

    public Task<ITextStreamWriter> OpenTextStreamAsync(TextStreamOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        if (rooms.Change(() => WhyNoData("send text")) is { } why)
            return Task.FromException<ITextStreamWriter>(new InvalidOperationException(why));
        return Task.FromResult<ITextStreamWriter>(new InProcessTextStream(rooms, _participant, options));
    }

    public Task SendDtmfAsync(string digits, IReadOnlyList<string>? destinationIdentities = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        cancellationToken.ThrowIfCancellationRequested();
        Phone.CheckDigits(digits);
        if (rooms.Change(() => WhyNoData("press keys")) is { } why)
            return Task.FromException(new InvalidOperationException(why));

        foreach (var digit in digits)
            rooms.SendDtmf(_participant, char.ToUpperInvariant(digit), destinationIdentities);
        return Task.CompletedTask;
    }

    public Task SetAttributesAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            rooms.SetOwnAttributes(_participant, attributes);
            return Task.CompletedTask;
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException(exception);
        }
    }

    public Task<IByteStreamWriter> OpenByteStreamAsync(ByteStreamOptions options, CancellationToken cancellationToken = default)
    {
        var header = ByteStreamHeader.From(options);
        cancellationToken.ThrowIfCancellationRequested();
        if (rooms.Change(() => WhyNoData("send bytes")) is { } why)
            return Task.FromException<IByteStreamWriter>(new InvalidOperationException(why));
        return Task.FromResult<IByteStreamWriter>(new InProcessByteStream(rooms, _participant, header, _unfinishedBytes));
    }

    public ValueTask DisposeAsync()
    {
        rooms.Leave(_participant, Protocol.DisconnectReason.ClientInitiated);
        return ValueTask.CompletedTask;
    }

    public void Receive(RoomEvent roomEvent) => _observers.Tell(roomEvent, rooms.Outbox);

    private string? WhyNoData(string purpose)
    {
        if (_participant.IsGone)
            return $"'{LocalIdentity}' is not in the room any more, so it cannot {purpose}.";
        return _participant.Info.Permission.CanPublishData ? null : $"'{LocalIdentity}' may not {purpose}: its token, or a later UpdateParticipant, says canPublishData = false.";
    }

    /// <summary>Hears one participant's voice, not its background audio.</summary>
    private sealed class MicrophoneSink(string identity, AudioFrameHandler handler) : AudioSink
    {
        public override bool Wants(LiveTrack track) =>
            track.Owner.Identity == identity && track.IsVoice;

        public override void Deliver(HeardFrame frame) => handler(frame.Samples);
    }
}
