using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

public sealed class PhoneTests
{
    private const string Number = "+15105550123";

    private readonly CallFixture _fixture = new();

    private PhoneCall Call => Assert.Single(_fixture.Phones.Calls);

    [Fact]
    public void Human_HearsTheAgent_Replies()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).Says("Billing.").When("put a caller", says: "Yes, please."));
        var said = Consult(async agent => await CallFixture.SayAsync(agent, "May I put a caller through?"));

        Assert.Equal(["human: Billing.", "human: Yes, please."], said);
        Assert.True(Call.Recording.HasHeard("put a caller"));
    }

    [Fact]
    public void Human_WithAReply_RepliesToEverything()
    {
        var phone = Phone.Human(heard => heard.Contains("?") ? $"Answer to {heard.From}" : null);
        _fixture.Phones.Add(Number, phone);

        var said = Consult(async agent =>
        {
            await CallFixture.SayAsync(agent, "Just so you know.");
            await CallFixture.SayAsync(agent, "Right?");
        });

        Assert.Equal(["human: Answer to agent"], said);
    }

    [Fact]
    public void Human_HearsTheWord_PressesAndHangsUp()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).When("press one", new PhoneAction.Press("1#"), new PhoneAction.HangUp()));

        var said = Consult(async agent => await CallFixture.SayAsync(agent, "Please PRESS ONE to accept."));

        Assert.Equal(["human: [1]", "human: [#]"], said);
        Assert.Equal(("1#", PhoneCallEnd.HungUpByPhone), (Call.Recording.DigitsPressed, Call.End));
    }

    [Fact]
    public void Phone_BeforeTheAnswer_HearsNothing()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(5)));

        _fixture.Time.Run(async () =>
        {
            var agent = _fixture.Join("consult", "agent", "agent");
            var track = await agent.PublishAudioAsync("voice");
            var dial = _fixture.DialAsync("consult", Number);
            await PlayAsync(track, TimeSpan.FromSeconds(3));
            await CallFixture.SayAsync(agent, "too early");
            Assert.Empty(Call.Recording.Audio);
            await dial;
            await PlayAsync(track, TimeSpan.FromSeconds(1));
        });

        var heard = Assert.Single(Call.Recording.Audio);
        Assert.Equal(("agent", "voice", "consult", 100, 100), (heard.From, heard.TrackName, heard.Room, heard.Frames, heard.AudibleFrames));
        Assert.Empty(Call.Recording.Heard);
    }

    [Fact]
    public void Phone_MusicInAnotherRoom_IsNotHeard()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(1)));

        _fixture.Time.Run(async () =>
        {
            var music = await _fixture.Join("caller-room", "agent", "agent").PublishAudioAsync("hold-music", TrackSource.Unknown);
            await _fixture.DialAsync("consult", Number);
            await PlayAsync(music, TimeSpan.FromSeconds(1));
            Assert.Empty(Call.Recording.Audio);

            await _fixture.Rooms.MoveParticipantAsync("consult", "human", "caller-room");
            await PlayAsync(music, TimeSpan.FromSeconds(1));
        });

        Assert.Equal(("hold-music", "caller-room", 100L), Call.Recording.Audio is [var heard] ? (heard.TrackName, heard.Room, heard.Frames) : default);
        Assert.Equal(["consult", "caller-room"], Call.Rooms);
    }

    [Fact]
    public void Phone_SubscribingRevoked_NeitherHearsSoundNorWords()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(1)));

        Consult(async agent =>
        {
            _fixture.Rooms.UpdateParticipant(new Protocol.UpdateParticipantRequest
            {
                Room = "consult",
                Identity = "human",
                Permission = new ParticipantPermission { CanPublish = true, CanPublishData = true },
            });
            await PlayAsync(await agent.PublishAudioAsync("voice"), TimeSpan.FromSeconds(1));
            await CallFixture.SayAsync(agent, "secret");
        });

        Assert.Empty(Call.Recording.Audio);
        Assert.Empty(Call.Recording.Heard);
    }

    [Fact]
    public void Phone_TranscriptionOfItsOwnWords_IsNotHeard()
    {
        _fixture.Phones.Add(Number, Phone.Human(heard => "I heard: " + heard.Text));

        Consult(async agent =>
        {
            var sid = _fixture.Rooms.GetParticipant("consult", "human").Tracks[0].Sid;
            var options = new TextStreamOptions { Topic = TextTopics.Transcription, Attributes = new Dictionary<string, string> { ["lk.transcribed_track_id"] = sid } };
            await using var stream = await agent.OpenTextStreamAsync(options);
            await stream.WriteAsync("what the human said");
        });

        Assert.Empty(Call.Recording.Heard);
    }

    [Fact]
    public void Human_Speaking_IsHeardAsATone()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).Says("0123456789").WithVoice(700));
        var audible = 0;
        var frames = 0;

        _fixture.Time.Run(async () =>
        {
            var agent = _fixture.Join("consult", "agent", "agent");
            agent.ObserveAudio("human", frame =>
            {
                frames++;
                if (frame.IndexOfAnyExcept((short)0) >= 0)
                    audible++;
            });
            await _fixture.DialAsync("consult", Number);
            await Task.Delay(TimeSpan.FromSeconds(10), _fixture.Time);
        });

        Assert.Equal(60, audible);
        Assert.InRange(frames, 990, 1010);
    }

    [Fact]
    public void Mailbox_Answered_GreetsBeepsAndRecords()
    {
        _fixture.Phones.Add(Number, Phone.Mailbox("Leave a message."));
        var pitches = new List<int>();

        _fixture.Time.Run(async () =>
        {
            var agent = _fixture.Join("consult", "agent", "agent");
            var ear = await EmulatedEarAsync("consult", "listener");
            await _fixture.DialAsync("consult", Number);
            await Task.Delay(TimeSpan.FromSeconds(0.5), _fixture.Time);
            pitches.Add(ear.Audio[0].LastHertz);
            await Task.Delay(TimeSpan.FromSeconds(2), _fixture.Time);
            pitches.Add(ear.Audio[0].LastHertz);
            await CallFixture.SayAsync(agent, "Please call us back.");
        });

        Assert.Equal([300, 1000], pitches);
        var call = Assert.Single(_fixture.Phones.CallsTo(Number));
        Assert.Equal("Leave a message.", Assert.Single(call.Recording.Said).Text);
        Assert.True(call.Recording.HasHeard("call us back"));
        Assert.Equal(PhoneCallEnd.None, call.End);
    }

    [Fact]
    public void Dtmf_AfterTheAnswer_ReachesThePhone()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(1)));

        _fixture.Time.Run(() => _fixture.DialAsync("consult", Number, r => r.Dtmf = "1w2#"));

        Assert.Equal("12#", Call.DtmfReceived);
    }

    [Fact]
    public void Call_Answered_LogsEachStep()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).HangsUpAfter(TimeSpan.FromSeconds(1)));

        _fixture.Time.Run(async () =>
        {
            await _fixture.DialAsync("consult", Number);
            await Call.Over;
        });

        var start = new VirtualTime().GetUtcNow();
        Assert.Equal(
            [(PhoneCallStatus.Placed, 0), (PhoneCallStatus.Dialing, 240), (PhoneCallStatus.Ringing, 290), (PhoneCallStatus.Answered, 2245), (PhoneCallStatus.Over, 3295)],
            Call.Transitions.Select(t => (t.Status, (int)(t.At - start).TotalMilliseconds)));
    }

    [Fact]
    public void When_Once_ReactsTheFirstTimeOnEachCall()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.Zero)
            .When("hello", says: "Hello.", once: true)
            .When("hello", once: true, new PhoneAction.Press("1"))
            .When(heard => heard.Contains("hello"), says: "Again?"));

        for (var call = 0; call < 2; call++)
        {
            var said = Consult(async agent =>
            {
                for (var times = 0; times < 4; times++)
                {
                    await CallFixture.SayAsync(agent, "hello");
                    await Task.Delay(TimeSpan.FromSeconds(2), _fixture.Time);
                }
            });

            Assert.Equal(["human: Hello.", "human: [1]", "human: Again?", "human: Again?"], said);
        }
    }

    [Fact]
    public void TwoPhones_AnswerEachOtherWithoutEnd_FailsAndSaysSo()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.Zero).Says("ping").When("pong", says: "ping").WithTurnLimit(7));
        _fixture.Phones.Add("+1999", Phone.AnswersAfter(TimeSpan.Zero).When("ping", says: "pong"));

        var error = Assert.Throws<InvalidOperationException>(() => _fixture.Time.Run(async () =>
        {
            await _fixture.DialAsync("consult", "+1999", request => request.ParticipantIdentity = "other");
            await _fixture.DialAsync("consult", Number);
            await Task.Delay(TimeSpan.FromHours(1), _fixture.Time);
        }));

        Assert.Contains("'human' in room \"consult\" has reacted 7 times", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"pong\" of 'other'", error.Message, StringComparison.Ordinal);
        Assert.Contains("once: true", error.Message, StringComparison.Ordinal);
        Assert.Equal(8, _fixture.Phones.CallsTo(Number)[0].Recording.Said.Count);
    }

    [Fact]
    public async Task TurnLimit_WithoutARunOfTheClock_IsShownAtTheEnd()
    {
        var time = new VirtualTime();
        var livekit = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time });
        var joined = new EmulatedCallerOptions { Behaviour = Phone.AnswersAfter(TimeSpan.Zero).When("ping", says: "ping").WithTurnLimit(3) };
        var first = await EmulatedCaller.JoinAsync(livekit, "room", "first", joined);
        var second = await EmulatedCaller.JoinAsync(livekit, "room", "second", joined);
        _ = first.SayAsync("ping");

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(first.IsInRoom && second.IsInRoom);
        var error = Assert.Throws<InvalidOperationException>(livekit.AssertOnlyCallersLeft);
        Assert.Contains("has reacted 3 times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Person_AnswersSpeaksAndHangsUp_WhenTold()
    {
        var person = new LivePerson();
        _fixture.Phones.Add(Number, Phone.Person(person));
        person.OnRang(_ => person.Answer());
        person.OnHeard(heard => _ = person.SayAsync($"You said {heard.Text}"));

        var said = Consult(async agent =>
        {
            await CallFixture.SayAsync(agent, "hello");
            await Task.Delay(TimeSpan.FromSeconds(2), _fixture.Time);
            person.HangUp();
            await Call.Over;
        });

        Assert.Equal(["human: You said hello"], said);
        Assert.Equal(PhoneCallEnd.HungUpByPhone, Call.End);
        Assert.Null(person.Call);
    }

    [Fact]
    public void Person_PhoneDoesNotSayThatItRings_CanAnswer()
    {
        var person = new LivePerson();
        _fixture.Phones.Add(Number, Phone.Person(person).WithoutRinging());
        person.OnRang(_ => person.Answer());

        _fixture.Time.Run(() => _fixture.DialAsync("consult", Number));

        Assert.Equal([PhoneCallStatus.Placed, PhoneCallStatus.Dialing, PhoneCallStatus.Answered], Call.Transitions.Select(t => t.Status));
    }

    [Fact]
    public void Person_Rejects_TheCallerLearnsTheStatus()
    {
        var person = new LivePerson();
        _fixture.Phones.Add(Number, Phone.Person(person));
        person.OnRang(_ => person.Reject(486));

        _fixture.Time.Run(async () =>
        {
            var error = await Assert.ThrowsAsync<TwirpException>(() => _fixture.DialAsync("consult", Number));
            Assert.Equal("486", error.Meta["sip_status_code"]);
        });
        Assert.Equal(PhoneCallEnd.Rejected, Call.End);
    }

    [Fact]
    public void Person_NotOnACall_CannotSpeak()
    {
        var person = new LivePerson();

        Assert.Throws<InvalidOperationException>(() => { _ = person.SayAsync("hello?"); });
        Assert.Throws<InvalidOperationException>(person.Answer);
        Assert.Throws<InvalidOperationException>(person.HangUp);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(180)]
    [InlineData(700)]
    public void Rejects_NotAFinalStatus_SaysWhichAre(int status) =>
        Assert.Contains("300 to 699", Assert.Throws<ArgumentOutOfRangeException>(() => Phone.Rejects(status)).Message, StringComparison.Ordinal);

    [Fact]
    public void Script_BadInput_IsNamed()
    {
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => Phone.RingsOut().Presses("1x")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Phone.AnswersAfter(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Phone.RingsOut().WithVoice(450));
        Assert.Throws<ArgumentException>(() => Phone.RingsOut().Says(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => Phone.RingsOut().WithTurnLimit(0));
    }

    [Fact]
    public void HoldMusic_ForAnHour_IsCheapAndWhole()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(1)));

        _fixture.Time.Run(
            async () =>
            {
                var music = await _fixture.Join("consult", "agent", "agent").PublishAudioAsync("hold-music", TrackSource.Unknown);
                await _fixture.DialAsync("consult", Number);
                await PlayAsync(music, TimeSpan.FromHours(1));
            },
            new VirtualTimeRunOptions { Limit = TimeSpan.FromHours(2) });

        Assert.Equal(360_000, Assert.Single(Call.Recording.Audio).Frames);
    }

    // Calls the number, lets the consult go on for a while, and gives what the human said and pressed.
    private List<string> Consult(Func<IRoom, Task> talk)
    {
        var said = new List<string>();
        _fixture.Time.Run(async () =>
        {
            var agent = _fixture.Join("consult", "agent", "agent");
            agent.Observe(e =>
            {
                if (e is RoomEvent.TextReceived { Text: var text })
                    said.Add($"{text.ParticipantIdentity}: {text.Text}");
                else if (e is RoomEvent.DtmfReceived dtmf)
                    said.Add($"{dtmf.ParticipantIdentity}: [{dtmf.Digit}]");
            });
            await _fixture.DialAsync("consult", Number);
            await Task.Delay(TimeSpan.FromSeconds(5), _fixture.Time);
            await talk(agent);
            await Task.Delay(TimeSpan.FromSeconds(5), _fixture.Time);
        });
        return said;
    }

    private async Task PlayAsync(IAudioPublication track, TimeSpan duration)
    {
        var frame = RoomFixture.Frame();
        using var timer = new PeriodicTimer(AudioFormat.FrameDuration, _fixture.Time);
        for (var left = duration; left > TimeSpan.Zero; left -= AudioFormat.FrameDuration)
        {
            Assert.True(track.TryWrite(frame));
            await timer.WaitForNextTickAsync();
        }
    }

    // A second phone in the room, to hear with.
    private async Task<CallRecording> EmulatedEarAsync(string room, string identity)
    {
        _fixture.Phones.Add("+1999", Phone.AnswersAfter(TimeSpan.Zero));
        await _fixture.DialAsync(room, "+1999", r => r.ParticipantIdentity = identity);
        return _fixture.Phones.CallsTo("+1999")[0].Recording;
    }
}
