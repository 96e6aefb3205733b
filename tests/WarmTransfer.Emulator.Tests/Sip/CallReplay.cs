using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

/// <summary>One recorded call, made again in the emulator, and what was seen of it.</summary>
internal sealed class CallReplay
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Join = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Joining = TimeSpan.FromMilliseconds(10);

    // Who is called by the one recording that makes a second call, under the identity of the first.
    private const string SecondNumber = "+15550112";

    private readonly RecordedCall _recording;
    private readonly CallFixture _fixture;
    private readonly List<(TimeSpan At, string State)> _states = [];

    public CallReplay(RecordedCall recording, CallScript script)
    {
        _recording = recording;
        _fixture = new CallFixture(Timing(recording));
        _fixture.Phones.Add("+15550111", script.Phone);
        _fixture.Phones.Add(SecondNumber, script.Phone);
        _fixture.Trunk.Address = script.Address ?? recording.Hostname;
        if (script.Credentials is { } credentials)
            (_fixture.Trunk.AuthUsername, _fixture.Trunk.AuthPassword) = credentials;
        if (script.HeadersToAttributes is { } mapped)
            _fixture.Trunk.HeadersToAttributes.Add(mapped.Header, mapped.Attribute);
    }

    public IReadOnlyList<(TimeSpan At, string State)> States => _states;

    /// <summary>Gets the answer to the request, or the error.</summary>
    public object? Answer { get; private set; }

    public TimeSpan AnsweredAt { get; private set; }

    /// <summary>Gets the answer to the second call, where the recording has one, and how long it took.</summary>
    public (Protocol.SIPParticipantInfo Answer, TimeSpan Elapsed)? Second { get; private set; }

    public Exception? TransferFailure { get; private set; }

    public TimeSpan? TransferElapsed { get; private set; }

    public IReadOnlyList<string> Webhooks { get; private set; } = [];

    private VirtualTime Time => _fixture.Time;

    public void Run() => Time.Run(async () =>
    {
        var dial = DialAsync();
        var acts = ActAsync();
        var end = _recording.LastAt + TimeSpan.FromMilliseconds(200);
        while (Time.Elapsed < end)
        {
            Sample();
            await Task.Delay(SampleEvery, Time);
        }

        // What comes after the recording of a call that goes on is not recorded.
        Webhooks = [.. _fixture.ServerEvents.Select(Describe)];
        await dial;
        await acts;
    });

    // When its media and its INVITE were ready varied from call to call by chance; it is read off the webhooks.
    private static SipTiming Timing(RecordedCall recording)
    {
        var invite = recording.WebhookAt("participant_joined")!.Value;
        var timing = new SipTiming { Join = Join, Joining = Joining, Joined = invite - Join - Joining };
        return recording.WebhookAt("track_published") is { } track ? timing with { Media = track - recording.LastWebhookAt("participant_joined") } : timing;
    }

    private async Task DialAsync()
    {
        try
        {
            Answer = await _fixture.Sip.CreateParticipantAsync(_recording.Request(), CancellationToken.None);
        }
        catch (TwirpException exception)
        {
            Answer = exception;
        }

        AnsweredAt = Time.Elapsed;
        if (_recording.MakesSecondCall)
            await DialAgainAsync();
    }

    // The request is not recorded; what it was shows in the participant that came of it.
    private async Task DialAgainAsync()
    {
        var request = new Protocol.CreateSIPParticipantRequest
        {
            SipTrunkId = CallFixture.TrunkId,
            SipCallTo = SecondNumber,
            RoomName = _recording.Room,
            ParticipantIdentity = "callee",
            WaitUntilAnswered = true,
        };
        var answer = await _fixture.Sip.CreateParticipantAsync(request, CancellationToken.None);
        Second = (answer, Time.Elapsed - AnsweredAt);
    }

    private async Task ActAsync()
    {
        if (_recording.WebhookAt("participant_left", "PARTICIPANT_REMOVED") is { } removed)
        {
            await Task.Delay(removed, Time);
            _fixture.Rooms.RemoveParticipant(_recording.Room, "callee");
        }
        else if (_recording.WebhookAt("participant_left", "ROOM_DELETED") is { } deleted)
        {
            await Task.Delay(deleted, Time);
            _fixture.Rooms.DeleteRoom(_recording.Room);
        }
        else if (_recording.Name.Contains("-transfer-", StringComparison.Ordinal))
        {
            await TransferAsync();
        }
    }

    private async Task TransferAsync()
    {
        var request = _recording.After.GetProperty("request");
        var elapsed = TimeSpan.FromMilliseconds(_recording.After.GetProperty("transfer").GetProperty("elapsed_ms").GetInt32());
        var hungUp = _recording.WebhookAt("participant_left", "CLIENT_INITIATED");
        await Task.Delay(hungUp - elapsed - TimeSpan.FromMilliseconds(50) ?? TimeSpan.FromSeconds(3), Time);

        var start = Time.Elapsed;
        try
        {
            await _fixture.Sip.TransferAsync(
                new TransferSIPParticipantRequest
                {
                    RoomName = _recording.Room,
                    ParticipantIdentity = request.GetProperty("participant_identity").GetString()!,
                    TransferTo = request.GetProperty("transfer_to").GetString()!,
                },
                CancellationToken.None);
        }
        catch (TwirpException exception)
        {
            TransferFailure = exception;
        }

        TransferElapsed = Time.Elapsed - start;
        var stillThere = _fixture.Rooms.ListParticipants(_recording.Room).Count == 1;
        Assert.True(stillThere || TransferFailure is null, "A transfer that fails leaves the call as it is.");
    }

    private void Sample()
    {
        var state = string.Join(" + ", _fixture.Rooms.ListParticipants(_recording.Room).Select(CallState.Describe));
        if (_states.Count == 0 || _states[^1].State != state)
            _states.Add((Time.Elapsed, state));
    }

    private static string Describe(ServerEvent serverEvent)
    {
        if (serverEvent.Participant is not { } participant)
            return serverEvent.Name;
        var text = $"{serverEvent.Name} {participant.Identity}";
        if (participant.DisconnectReason == Protocol.DisconnectReason.UnknownReason || serverEvent.Name != ServerEvent.ParticipantLeft)
            return text;
        return $"{text} {ToWire(participant.DisconnectReason)} {participant.Attributes.GetValueOrDefault(SipAttributes.CallStatus, "-")}";
    }

    private static string ToWire(Protocol.DisconnectReason reason) =>
        string.Concat(reason.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : c.ToString())).ToUpperInvariant();
}
