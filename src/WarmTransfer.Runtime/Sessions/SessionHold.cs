using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>A party on hold; disposing it resumes the conversation.</summary>
internal sealed class SessionHold : ICallerHold
{
    private readonly Lock _lock = new();
    private readonly SessionParty _party;
    private readonly SpeechOutput _speech;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly Action<SessionHold> _ended;
    private readonly ObserverList<char> _keys;
    private readonly AsyncMutex _announcements = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly RunOnce _end;
    private HoldPlayer? _player;
    private IDisposable? _roomObservation;

    /// <param name="party">Who is on hold.</param>
    /// <param name="speech">What announces; no switch turns it off.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="ended">Told when the music has gone.</param>
    public SessionHold(SessionParty party, SpeechOutput speech, TimeProvider time, ILoggerFactory loggers, Action<SessionHold> ended)
    {
        _party = party;
        _speech = speech;
        _time = time;
        _loggers = loggers;
        _ended = ended;
        _keys = new ObserverList<char>(loggers.CreateLogger("WarmTransfer.CallSession").SessionObserverFailed);
        _end = new RunOnce(EndAsync);
    }

    public async Task StartAsync(HoldAudio audio, CancellationToken cancellationToken)
    {
        IDisposable observation = _party.Room.Observe(OnRoomEvent);
        if (!TryKeep(() => _roomObservation = observation))
            observation.Dispose();

        HoldPlayer? player = await HoldPlayer.StartAsync(_party.Room, audio, _time, _loggers, cancellationToken);
        if (player is not null && !TryKeep(() => _player = player))
            await player.DisposeAsync();
    }

    public async Task<bool> AnnounceAsync(HoldAnnouncement announcement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        (var text, AudioClip? clip) = (announcement.Text, announcement.Clip);
        if (string.IsNullOrEmpty(text) && clip is null)
            throw new ArgumentException($"The announcement is empty; set its {nameof(HoldAnnouncement.Text)}, its {nameof(HoldAnnouncement.Clip)}, or both.", nameof(announcement));

        using IDisposable? library = await _time.EnterLibraryAsync();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        try
        {
            using IDisposable turn = await _announcements.EnterAsync(either.Token);
            if (!string.IsNullOrEmpty(text))
                await _speech.SayAsync(text, either.Token);

            return clip is null || await PlayAsync(clip, either.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public IDisposable ObserveKeys(Action<char> observer) => _keys.Add(observer);

    public ValueTask DisposeAsync() => new(_end.RunAsync());

    /// <param name="clip">What to play.</param>
    /// <param name="ending">Cancelled also when the hold ends.</param>
    /// <param name="cut">Cancelled when the announcement alone is to end.</param>
    private async Task<bool> PlayAsync(AudioClip clip, CancellationToken ending, CancellationToken cut)
    {
        // At the end of the hold the music takes the announcement along in its fade.
        if (Player is { IsPlaying: true } player)
            return await player.AnnounceAsync(clip, cut);

        await ClipPlayer.PlayAsync(_party.Room, HoldPlayer.TrackName, TrackSource.Unknown, clip, _time, ending);
        return _party.Room.IsConnected;
    }

    private HoldPlayer? Player
    {
        get
        {
            lock (_lock)
                return _player;
        }
    }

    private void OnRoomEvent(RoomEvent roomEvent)
    {
        if (roomEvent is RoomEvent.DtmfReceived pressed && pressed.ParticipantIdentity == _party.Identity)
            _keys.Raise(pressed.Digit);
    }

    /// <returns>False when the hold was ended meanwhile, which did not know of it.</returns>
    private bool TryKeep(Action keep)
    {
        lock (_lock)
        {
            if (_end.IsAsked)
                return false;

            keep();
            return true;
        }
    }

    private async Task EndAsync()
    {
        IDisposable? observation;
        HoldPlayer? player;
        lock (_lock)
            (observation, player) = (_roomObservation, _player);

        observation?.Dispose();
        _keys.Close();
        _ending.Cancel();

        // The music goes first: the party must not hear the AI through it, nor the end of an announcement.
        try
        {
            if (player is not null)
                await player.DisposeAsync();

            (await _announcements.EnterAsync(CancellationToken.None)).Dispose();
        }
        finally
        {
            _ended(this);
        }
    }
}
