using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using WarmTransfer;
using WarmTransfer.Emulator;

namespace SupportLine.Tests;

/// <summary>The call of <c>--livekit</c>, with the emulator in the place of the server: a phone that only presses keys, as a real one does.</summary>
public sealed class LiveCallTests : IDisposable
{
    private const string Desk = "+15105550199";
    private const string Trunk = "ST_real";
    private const string Request = "I'd like to speak to a person, please.";

    private readonly StringWriter _output = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly VirtualTime _time = new();

    private static Phone Silent => Phone.AnswersAfter(TimeSpan.FromSeconds(1)).Waits(TimeSpan.FromSeconds(7));

    public void Dispose()
    {
        _output.Dispose();
        _stopped.Dispose();
    }

    [Fact]
    public void Human_PressesOne_IsConnectedAfterTheGreeting() => Play(Silent.Presses("1"), async (liveKit, call, caller) =>
    {
        await caller.SayAsync(Request);
        await UntilAsync("the two rooms are bridged");
        await Task.Delay(TimeSpan.FromSeconds(3), _time);
        await caller.LeaveAsync();

        var outcome = Assert.IsType<Outcome>(await call);
        Assert.Equal("Connected human-agent-sip", outcome.Text);
        Assert.Equal(CallEndedBy.Caller, outcome.CallEnd?.By);
        var greeting = Assert.Single(liveKit.Phones.Calls[^1].Recording.Audio, audio => audio.TrackName == "greeting");
        Assert.InRange(greeting.Frames, 550, 650);
    });

    [Theory]
    [InlineData("declined", "Declined pressed 2", "cannot take the call")]
    [InlineData("busy", "Busy", "line is busy")]
    public void Human_NotAvailable_TheAISaysSoInTheChat(string phone, string outcome, string apology) => Play(phone == "busy" ? Phone.Busy() : Silent.Presses("2"), async (_, call, caller) =>
    {
        await caller.SayAsync(Request);
        await UntilAsync("call back");
        await Task.Delay(TimeSpan.FromSeconds(1), _time);
        Assert.Contains(caller.Recording.Heard, heard => heard.Text.Contains(apology, StringComparison.Ordinal));
        await caller.LeaveAsync();

        Assert.Equal(outcome, (await call)?.Text);
    });

    [Fact]
    public void Caller_LeavesWhileItRings_TheCallIsOver() => Play(Phone.RingsOut(), async (_, call, caller) =>
    {
        await caller.SayAsync(Request);
        await UntilAsync("phone: ringing");
        await caller.LeaveAsync();

        Assert.StartsWith("CallerLeft", (await call)?.Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("room   support-", null)]
    [InlineData("how can I help you", null)]
    [InlineData("phone: ringing", "Cancelled")]
    [InlineData("phone: answered", "Cancelled")]
    [InlineData("the two rooms are bridged", "Connected human-agent-sip")]
    public void Stopped_AtAnyMoment_ClosesEverything(string moment, string? outcome) => Play(Silent.Presses("1"), async (_, call, caller) =>
    {
        await caller.SayAsync(Request);
        await UntilAsync(moment);

        _stopped.Cancel();

        Assert.Equal(outcome, (await call)?.Text);
        await caller.LeaveAsync();
    });

    [Theory]
    [InlineData("presses 1", "the two rooms are bridged")]
    [InlineData("presses 2", "call back")]
    [InlineData("busy", "line is busy")]
    [InlineData("rejects", "was rejected")]
    [InlineData("does not exist", "cannot be reached")]
    [InlineData("rings out", "nobody answered")]
    [InlineData("rings out", "phone: ringing")]
    public void ExitCode_WhateverThePeopleDecide_IsZero(string phone, string moment) => PlayToTheEnd(Desks(phone), async (_, _, caller) =>
    {
        await caller.SayAsync(Request);
        await UntilAsync(moment);
        await caller.LeaveAsync();
    });

    [Fact]
    public void ExitCode_NoTransfer_IsZero() => PlayToTheEnd(Silent, (_, _, caller) => caller.LeaveAsync());

    [Fact]
    public void ExitCode_RoomDeleted_IsZero() => PlayToTheEnd(Silent, (liveKit, call, _) => liveKit.Backend.Server.DeleteRoomAsync(call.RoomName));

    [Fact]
    public void ExitCode_ConnectionLost_IsOne() => PlayToTheEnd(
        Silent,
        async (liveKit, call, _) =>
        {
            await using var other = await liveKit.Backend.JoinAsAgentAsync(call.RoomName, "support-ai");
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
        },
        failure: "The connection to the room was lost (DuplicateIdentity).");

    [Theory]
    [InlineData("ST_other", "cannot be reached", "The human could not be called: LiveKit SIP/CreateSIPParticipant failed: ")]
    [InlineData("billing", "is not a trunk id", "The transfer failed: SipTrunkId \"billing\" is not a trunk id")]
    public void ExitCode_WrongTrunk_IsOne(string trunk, string moment, string failure) => PlayToTheEnd(
        Silent,
        async (_, _, caller) =>
        {
            await caller.SayAsync(Request);
            await UntilAsync(moment);
            await caller.LeaveAsync();
        },
        failure,
        trunk);

    [Fact]
    public void ExitCode_MergeFails_IsOne() => PlayToTheEnd(
        Silent.Presses("1"),
        async (liveKit, _, caller) =>
        {
            liveKit.Faults.Add("RoomService/MoveParticipant", new ServerFault.Refused("invalid_argument", "made to fail"), FaultSchedule.Always);
            await caller.SayAsync(Request);
            await UntilAsync("for technical reasons");
            await caller.LeaveAsync();
        },
        failure: "The caller and the human could not be joined: ");

    [Fact]
    public void Stopped_BeforeAnybodyJoins_DeletesTheRoom() => _time.Run(async () =>
    {
        await using var liveKit = LiveKit(Phone.Busy());
        var call = Call(liveKit).RunAsync(_stopped.Token);
        await UntilAsync("join   https://meet.livekit.io/custom?liveKitUrl=");

        _stopped.Cancel();

        Assert.Null(await call);
        liveKit.AssertNothingLeft();
    });

    [Theory]
    [InlineData("wss://my-project.livekit.cloud", "wss%3A%2F%2Fmy-project.livekit.cloud")]
    [InlineData("https://livekit.example.com/", "wss%3A%2F%2Flivekit.example.com")]
    [InlineData("http://127.0.0.1:7880", "ws%3A%2F%2F127.0.0.1%3A7880")]
    public void JoinLink_AnyAddress_IsAWebSocketAddress(string server, string expected) =>
        Assert.Equal($"https://meet.livekit.io/custom?liveKitUrl={expected}&token=a.b-c_d", LiveCall.JoinLink(new Uri(server), "a.b-c_d"));

    private void Play(Phone desk, Func<LiveKitEmulator, Task<Outcome?>, EmulatedCaller, Task> play) => _time.Run(async () =>
    {
        await using var liveKit = LiveKit(desk);
        var live = Call(liveKit);
        var call = live.RunAsync(_stopped.Token);
        var caller = await EmulatedCaller.JoinAsync(liveKit, live.RoomName, "somebody");
        await UntilAsync("how can I help you");
        await play(liveKit, call, caller);
        liveKit.AssertNothingLeft();
    });

    /// <summary>Plays a call and checks the exit code, and what was written to stderr: how that begins, or nothing.</summary>
    private void PlayToTheEnd(Phone desk, Func<LiveKitEmulator, LiveCall, EmulatedCaller, Task> play, string? failure = null, string trunk = Trunk) => _time.Run(async () =>
    {
        using var errors = new StringWriter();
        await using var liveKit = LiveKit(desk);
        var call = Call(liveKit, trunk);
        var exitCode = call.RunAsync(_output, errors, _stopped.Token);
        var caller = await EmulatedCaller.JoinAsync(liveKit, call.RoomName, "somebody");
        await UntilAsync("how can I help you");
        await play(liveKit, call, caller);

        Assert.Equal(failure is null ? 0 : 1, await exitCode);
        Assert.StartsWith(failure ?? "", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(failure is null ? 0 : 1, errors.ToString().Count(character => character == '\n'));
        Assert.Contains("outcome: ", _output.ToString(), StringComparison.Ordinal);
        await caller.LeaveAsync();
        liveKit.AssertNothingLeft();
    });

    private static Phone Desks(string phone) => phone switch
    {
        "presses 1" => Silent.Presses("1"),
        "presses 2" => Silent.Presses("2"),
        "busy" => Phone.Busy(),
        "rejects" => Phone.Rejects(),
        "does not exist" => Phone.Rejects(404),
        _ => Phone.RingsOut(),
    };

    private LiveKitEmulator LiveKit(Phone desk)
    {
        var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions
        {
            TimeProvider = _time,
            Edition = LiveKitEdition.OpenSource,
            Trunks = [new SipOutboundTrunk { TrunkId = Trunk, Address = "sip.example.com", Numbers = ["+15105550100"] }],
        });
        liveKit.Phones.Add(Desk, desk);
        return liveKit;
    }

    private LiveCall Call(LiveKitEmulator liveKit, string trunk = Trunk)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) });
        return new LiveCall(new SampleOptions { LiveKit = true, CallTo = Desk }, liveKit.Backend, trunk, new Timeline(console, _time, plain: true), _time, NullLoggerFactory.Instance);
    }

    private Task UntilAsync(string printed) =>
        Eventually.TrueAsync(() => _output.ToString().Contains(printed, StringComparison.Ordinal), _time, $"\"{printed}\" was never printed.");
}
