namespace WarmTransfer.Runtime.Tests;

/// <summary>A room that writes down, in order, all that happens in it, and fails on demand.</summary>
internal sealed class FakeRoom(TimeProvider time) : IRoom
{
    private readonly Lock _lock = new();
    private readonly List<Action<RoomEvent>> _observers = [];
    private AudioFrameHandler? _listeners;
    private int _streams;
    private int _tracks;

    /// <summary>Everything in order: <c>open</c>, <c>say …</c>, <c>close</c>, <c>publish …</c>, <c>unpublish …</c>.</summary>
    public List<string> Log { get; } = [];

    public List<TextStreamOptions> Streams { get; } = [];

    public List<FakeTrack> Tracks { get; } = [];

    public IEnumerable<FakeTrack> LiveTracks => Tracks.Where(track => !track.IsGone);

    public Exception? PublishFails { get; set; }

    public Exception? TextFails { get; set; }

    public TimeSpan WriteTakes { get; set; }

    public TimeSpan CloseTakes { get; set; }

    public TimeSpan PublishTakes { get; set; }

    public int ObserverCount => _observers.Count;

    public bool IsDisposed { get; private set; }

    public string Name => "room";

    public string Sid => "RM_1";

    public string LocalIdentity => "agent";

    public bool IsConnected { get; private set; } = true;

    public IReadOnlyList<ParticipantInfo> RemoteParticipants { get; set; } = [];

    /// <summary>Gets what was said, one entry for each stream.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            var said = new List<string>();
            foreach (var entry in Log)
            {
                if (entry == "open")
                    said.Add("");
                else if (entry.StartsWith("say ", StringComparison.Ordinal))
                    said[^1] += entry[4..];
            }

            return said;
        }
    }

    public void Hear(string text, string identity = "caller", string topic = TextTopics.Chat) =>
        Raise(new RoomEvent.TextReceived(new TextMessage("s", topic, identity, text, new Dictionary<string, string>(StringComparer.Ordinal))));

    public void Press(char key, string identity = "caller") => Raise(new RoomEvent.DtmfReceived(identity, key));

    public void Leave(string identity, DisconnectReason reason) =>
        Raise(new RoomEvent.ParticipantLeft(new ParticipantInfo { Sid = "PA_1", Identity = identity, DisconnectReason = reason }));

    public void Disconnect(DisconnectReason reason)
    {
        IsConnected = false;
        Raise(new RoomEvent.Disconnected(reason));
    }

    public IDisposable Observe(Action<RoomEvent> observer)
    {
        lock (_lock)
            _observers.Add(observer);

        return new Undo(() =>
        {
            lock (_lock)
                _observers.Remove(observer);
        });
    }

    public async Task<IAudioPublication> PublishAudioAsync(string name, TrackSource source = TrackSource.Microphone, CancellationToken cancellationToken = default)
    {
        if (PublishFails is { } failure)
            throw failure;

        ThrowIfGone();
        if (PublishTakes > TimeSpan.Zero)
            await Task.Delay(PublishTakes, time, cancellationToken);

        Write($"publish {name}");
        var track = new FakeTrack(this, time, $"TR_{++_tracks}", name, source);
        Tracks.Add(track);
        return track;
    }

    public IReadOnlyList<IAudioPublication> LocalAudio => [.. LiveTracks];

    public IDisposable ObserveAudio(string identity, AudioFrameHandler handler)
    {
        _listeners += handler;
        return new Undo(() => _listeners -= handler);
    }

    /// <summary>Somebody in the room is heard.</summary>
    public void HearAudio(ReadOnlySpan<short> samples) => _listeners?.Invoke(samples);

    public Task SendDtmfAsync(string digits, IReadOnlyList<string>? destinationIdentities = null, CancellationToken cancellationToken = default)
    {
        ThrowIfGone();
        Write($"press {digits}");
        return Task.CompletedTask;
    }

    public Task<ITextStreamWriter> OpenTextStreamAsync(TextStreamOptions options, CancellationToken cancellationToken = default)
    {
        if (TextFails is { } failure)
            throw failure;

        ThrowIfGone();
        Write("open");
        lock (_lock)
        {
            Streams.Add(options);
            return Task.FromResult<ITextStreamWriter>(new FakeStream(this, time, $"ST_{++_streams}"));
        }
    }

    public Task SetAttributesAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken = default)
    {
        ThrowIfGone();
        foreach (var (name, value) in attributes)
            Write($"set {name}={value}");
        return Task.CompletedTask;
    }

    public Task<IByteStreamWriter> OpenByteStreamAsync(ByteStreamOptions options, CancellationToken cancellationToken = default)
    {
        ThrowIfGone();
        Write($"open bytes {options.Topic}");
        return Task.FromResult<IByteStreamWriter>(new FakeByteStream(this, $"ST_{++_streams}"));
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        IsConnected = false;
        return ValueTask.CompletedTask;
    }

    internal void Write(string entry)
    {
        lock (_lock)
            Log.Add(entry);
    }

    private void ThrowIfGone()
    {
        if (!IsConnected)
            throw new InvalidOperationException("The room is disconnected.");
    }

    private void Raise(RoomEvent roomEvent)
    {
        Action<RoomEvent>[] observers;
        lock (_lock)
            observers = [.. _observers];

        foreach (var observer in observers)
            observer(roomEvent);
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }

    private sealed class FakeByteStream(FakeRoom room, string id) : IByteStreamWriter
    {
        public string StreamId => id;

        public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        {
            room.Write($"send {Convert.ToHexString(bytes.Span)}");
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            room.Write("close bytes");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class FakeStream(FakeRoom room, TimeProvider time, string id) : ITextStreamWriter
    {
        public string StreamId => id;

        public async Task WriteAsync(string text, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            room.Write($"say {text}");
            if (room.WriteTakes > TimeSpan.Zero)
                await Task.Delay(room.WriteTakes, time, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            if (room.CloseTakes > TimeSpan.Zero)
                await Task.Delay(room.CloseTakes, time);

            room.Write("close");
        }
    }
}

/// <summary>A published track that keeps what was written to it.</summary>
internal sealed class FakeTrack(FakeRoom room, TimeProvider time, string sid, string name, TrackSource source) : IAudioPublication
{
    private const int QueueLength = 20;

    private readonly long _published = time.GetTimestamp();
    private TimeSpan _end;
    private int? _queued;

    public string TrackSid => sid;

    public string Name => name;

    public TrackSource Source => source;

    public bool IsGone { get; private set; }

    public long FrameCount { get; private set; }

    /// <summary>When each frame is heard, counted from the publication.</summary>
    public List<TimeSpan> Times { get; } = [];

    /// <summary>When each frame was written, those dropped included.</summary>
    public List<TimeSpan> WrittenTimes { get; } = [];

    /// <summary>The first ten seconds, without what was dropped.</summary>
    public List<short> Samples { get; } = [];

    public short[] LastFrame { get; private set; } = [];

    public Exception? WriteFails { get; set; }

    public bool TryWrite(ReadOnlySpan<short> samples)
    {
        Assert.Equal(AudioFormat.SamplesPerFrame, samples.Length);
        if (WriteFails is { } failure)
            throw failure;

        if (IsGone || QueuedFrames >= QueueLength)
            return false;

        TimeSpan now = time.GetElapsedTime(_published);
        TimeSpan heard = _end > now ? _end : now;
        _end = heard + AudioFormat.FrameDuration;
        FrameCount++;
        Times.Add(heard);
        WrittenTimes.Add(now);
        LastFrame = samples.ToArray();
        if (Samples.Count < 10 * AudioFormat.SampleRate)
            Samples.AddRange(samples);

        return true;
    }

    /// <summary>Gets or sets what the track says of its queue.</summary>
    public int QueuedFrames
    {
        get => _queued ?? Waiting;
        set => _queued = value;
    }

    private int Waiting => _end - time.GetElapsedTime(_published) is { Ticks: > 0 } rest ? (int)Math.Ceiling(rest / AudioFormat.FrameDuration) - 1 : 0;

    public bool IsMuted { get; private set; }

    /// <summary>Gets how often what was queued was dropped.</summary>
    public int Clears { get; private set; }

    public int Clear()
    {
        Clears++;
        var dropped = Waiting;
        _end -= dropped * AudioFormat.FrameDuration;
        Times.RemoveRange(Times.Count - dropped, dropped);
        Samples.RemoveRange(Samples.Count - (dropped * AudioFormat.SamplesPerFrame), dropped * AudioFormat.SamplesPerFrame);
        FrameCount -= dropped;
        return dropped;
    }

    public void Mute() => IsMuted = true;

    public void Unmute() => IsMuted = false;

    public ValueTask DisposeAsync()
    {
        if (!IsGone)
            room.Write($"unpublish {name}");

        IsGone = true;
        return ValueTask.CompletedTask;
    }
}
