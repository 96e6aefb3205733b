using System.Collections.Immutable;

namespace WarmTransfer.Emulator;

/// <summary>The mouth and ears of an emulated person in a room: says lines, presses keys, hears the others, and acts on it.</summary>
/// <remarks>
/// Until there is speech recognition to run, words travel as text: a person speaks on the topic <c>lk.chat</c> and hears
/// what agents say on <c>lk.transcription</c>, and other emulated people. Text typed by others is not speech, and is not heard.
/// </remarks>
internal sealed class EmulatedVoice
{
    private const string SpokenAttribute = "emulator.spoken";
    private const string TranscribedTrackAttribute = "lk.transcribed_track_id";
    private const string FinalAttribute = "lk.transcription_final";

    private static readonly TimeSpan PerCharacter = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LongestLine = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PerKey = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BeepDuration = TimeSpan.FromMilliseconds(500);
    private static readonly short[] Beep = Tone.Frame(1000);

    private readonly RoomDirectory _rooms;
    private readonly LiveParticipant _participant;
    private readonly CallRecording _recording;
    private readonly Phone _script;
    private readonly Action _hangUp;
    private readonly CancellationToken _ended;
    private readonly short[] _tone;
    private readonly Lock _lock = new();
    private readonly HashSet<PhoneReaction> _usedUp = [];
    private int _turns;
    private EmulatedMicrophone? _microphone;
    private Task _doing = Task.CompletedTask;
    private bool _listening;

    public EmulatedVoice(RoomDirectory rooms, LiveParticipant participant, CallRecording recording, Phone script, Action hangUp, CancellationToken ended)
    {
        _rooms = rooms;
        _participant = participant;
        _recording = recording;
        _script = script;
        _hangUp = hangUp;
        _ended = ended;
        _tone = Tone.Frame(script.VoiceHertz);
    }

    /// <summary>Gets or sets what is called with everything heard, after it is recorded.</summary>
    public Action<HeardText>? Heard { get; set; }

    /// <summary>Publishes the microphone, if the participant is still there.</summary>
    public void Publish(string trackName)
    {
        // One change: between the look and the track, somebody may remove the participant.
        var track = _rooms.Change(() => _participant.IsGone || !_participant.Info.Permission.CanPublish
            ? null
            : _rooms.Publish(_participant, trackName, TrackSource.Microphone));
        if (track is null)
            return;
        _microphone = new EmulatedMicrophone(_rooms, track);
        if (_listening)
            _microphone.Open();
    }

    /// <summary>Begins to hear, and lets the microphone through.</summary>
    public void StartListening()
    {
        _listening = true;
        _microphone?.Open();
        _rooms.Listen(_participant, new Ear(this));
    }

    public void Stop()
    {
        _listening = false;
        _microphone?.Close();
    }

    /// <summary>Takes a text sent in the room; what is not speech is not heard.</summary>
    public void Receive(TextMessage text)
    {
        if (!_listening || text.Text.Length == 0 || !IsAudible(text))
            return;

        var heard = new HeardText(text.ParticipantIdentity, text.Text, _participant.Room.Name, _rooms.Time.GetUtcNow());
        _recording.Add(heard);
        Heard?.Invoke(heard);
        if (React(heard) is { IsEmpty: false } actions)
            _ = DoAsync([new PhoneAction.Wait(_script.ReactionDelay), .. actions]);
    }

    /// <summary>Does things in turn, after what is being done. The task completes when they are done, or the call is over.</summary>
    public Task DoAsync(ImmutableArray<PhoneAction> actions)
    {
        lock (_lock)
            return _doing = DoAfterAsync(_doing, actions);
    }

    /// <summary>Presses one key at once, whatever else is being done.</summary>
    public void Press(char digit)
    {
        _recording.AddPressed(digit);
        _rooms.SendDtmf(_participant, digit);
    }

    private ImmutableArray<PhoneAction> React(HeardText heard)
    {
        foreach (var reaction in _script.Reactions)
        {
            if (_usedUp.Contains(reaction) || reaction.Respond(heard) is not { IsEmpty: false } actions)
                continue;
            if (reaction.Once)
                _usedUp.Add(reaction);
            return TakesTurn(heard) ? actions : [];
        }

        return [];
    }

    private bool TakesTurn(HeardText heard)
    {
        if (_turns++ < _script.TurnLimit)
            return true;
        if (_turns == _script.TurnLimit + 1)
            _rooms.FailRun(new InvalidOperationException(
                $"'{_participant.Identity}' in room \"{heard.Room}\" has reacted {_script.TurnLimit} times on one call, and would again, to \"{heard.Text}\" of '{heard.From}'. Two doubles that answer each other never end: give one of the rules once: true, or raise Phone.WithTurnLimit."));
        return false;
    }

    private async Task DoAfterAsync(Task previous, ImmutableArray<PhoneAction> actions)
    {
        await previous;
        try
        {
            foreach (var action in actions)
            {
                _ended.ThrowIfCancellationRequested();
                await DoAsync(action);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The call is over in the middle of a line: the rest stays unsaid.
        }
    }

    private Task DoAsync(PhoneAction action) => action switch
    {
        PhoneAction.Say say => SayAsync(say.Text),
        PhoneAction.Wait wait => DelayAsync(wait.Duration),
        PhoneAction.Press press => PressAsync(press.Digits),
        PhoneAction.Beep => PlayAsync(Beep, BeepDuration),
        _ => HangUpAsync(),
    };

    private async Task SayAsync(string text)
    {
        var duration = PerCharacter * text.Length;
        await PlayAsync(_tone, duration < LongestLine ? duration : LongestLine);
        _recording.Add(new SaidText(text, _participant.Room.Name, _rooms.Time.GetUtcNow()));
        var attributes = new Dictionary<string, string> { [SpokenAttribute] = "true" };
        _rooms.SendText(_participant, new TextMessage(_rooms.Ids.Next("ST_"), TextTopics.Chat, _participant.Identity, text, attributes), to: null);
    }

    private async Task PressAsync(string digits)
    {
        foreach (var digit in digits)
        {
            Press(digit);
            await DelayAsync(PerKey);
        }
    }

    private Task PlayAsync(short[] sound, TimeSpan duration)
    {
        _microphone?.Play(sound, duration);
        return DelayAsync(duration);
    }

    private Task HangUpAsync()
    {
        _hangUp();
        return Task.CompletedTask;
    }

    private Task DelayAsync(TimeSpan duration) => Task.Delay(duration, _rooms.Time, _ended);

    private bool IsAudible(TextMessage text) => _rooms.Change(() =>
    {
        if (!_participant.Info.Permission.CanSubscribe)
            return false;
        if (text.Topic == TextTopics.Chat)
            return text.Attributes.ContainsKey(SpokenAttribute);
        return text.Topic == TextTopics.Transcription && IsOwnSpeech(text);
    });

    // Agents also send transcriptions of what they heard others say; those are for reading, not said by anyone.
    private bool IsOwnSpeech(TextMessage text)
    {
        if (text.Attributes.GetValueOrDefault(FinalAttribute) == "false")
            return false;
        return !text.Attributes.TryGetValue(TranscribedTrackAttribute, out var sid)
            || _participant.Room.Find(text.ParticipantIdentity)?.Tracks.Exists(t => t.Info.Sid == sid) == true;
    }

    /// <summary>Hears every track in the room, as a phone does.</summary>
    private sealed class Ear(EmulatedVoice voice) : AudioSink
    {
        public override bool Wants(LiveTrack track) => true;

        public override void Deliver(HeardFrame frame) =>
            voice._recording.Add(frame, voice._participant.Room.Name, voice._rooms.Time.GetUtcNow());
    }
}
