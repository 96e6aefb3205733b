using System.Text.Json;

namespace WarmTransfer.Emulator.Tests;

/// <summary>Places the recorded call over HTTP, lets it ring, does to it what was done then, and notes what is seen.</summary>
internal sealed class RingingCallReplay
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(2);

    private readonly RecordedEvents _recording;
    private readonly VirtualTime _time = new();
    private readonly List<(TimeSpan At, string State)> _states = [];
    private readonly List<(TimeSpan At, string What)> _exchanges = [];

    public RingingCallReplay(RecordedEvents recording) => _recording = recording;

    public IReadOnlyList<(TimeSpan At, string State)> States => _states;

    public IReadOnlyList<(TimeSpan At, string What)> Exchanges => _exchanges;

    public void Run() => _time.Run(async () =>
    {
        var emulator = new LiveKitEmulator(Options());
        emulator.Phones.Add("+15550111", Phone.RingsOut().RingsAfter(TimeSpan.FromMilliseconds(20)));
        using var client = new CancellationTokenSource();
        using var api = new ApiClient(emulator) { Room = _recording.Room };
        var dial = DialAsync(api, client.Token);
        var act = ActAsync(api, client);
        var end = _recording.States()[^1].At + Samples.Gap;
        while (_time.Elapsed < end)
        {
            Sample(emulator);
            await Task.Delay(SampleEvery, _time);
        }

        await dial;
        await act;
        Assert.Empty(emulator.Calls.Calls);
    });

    // When the INVITE was sent lies between the look that saw the participant joining and the next one.
    private LiveKitEmulatorOptions Options()
    {
        var trunk = _recording.Request.GetProperty("sip_trunk_id").GetString()!;
        var states = _recording.States();
        var invite = (states[1].At + states[2].At) / 2;
        var timing = new SipTiming();
        return new LiveKitEmulatorOptions
        {
            TimeProvider = _time,
            Trunks = [new SipOutboundTrunk { TrunkId = trunk, Address = "127.0.0.1:5060", Numbers = ["+15550100"] }],
            SipTiming = timing with { Joined = invite - timing.Join - timing.Joining },
        };
    }

    private async Task DialAsync(ApiClient api, CancellationToken aborted)
    {
        try
        {
            using var response = await api.PostJsonAsync("SIP/CreateSIPParticipant", _recording.Request.GetRawText(), aborted);
            await NoteAsync("response", response);
        }
        catch (OperationCanceledException)
        {
            Note("http_error");
        }
    }

    private async Task ActAsync(ApiClient api, CancellationTokenSource client)
    {
        var (at, action) = _recording.Action;
        await Task.Delay(at, _time);
        Note(action);
        if (action == "abort the HTTP request")
        {
            client.Cancel();
            return;
        }

        var body = action == "DeleteRoom" ? new { room = _recording.Room } : (object)new { room = _recording.Room, identity = "callee" };
        using var answer = await api.PostJsonAsync("RoomService/" + action, JsonSerializer.Serialize(body));
        await NoteAsync("answer", answer);
    }

    private async Task NoteAsync(string name, HttpResponseMessage answer) =>
        Note(RecordedEvents.DescribeAnswer(name, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));

    private void Note(string what) => _exchanges.Add((_time.Elapsed, what));

    private void Sample(LiveKitEmulator emulator)
    {
        var state = string.Join(" + ", emulator.Directory.ListParticipants(_recording.Room).Select(Describe));
        if (_states.Count == 0 || _states[^1].State != state)
            _states.Add((_time.Elapsed, state));
    }

    // Of one who is listed, none has left: the recorded reason is always UNKNOWN_REASON.
    private static string Describe(Protocol.ParticipantInfo p) => RecordedEvents.DescribeParticipant(
        p.Identity,
        p.State.ToString().ToUpperInvariant(),
        p.Attributes.GetValueOrDefault(SipAttributes.CallStatus),
        p.DisconnectReason == Protocol.DisconnectReason.UnknownReason ? "UNKNOWN_REASON" : p.DisconnectReason.ToString());
}
