using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

public sealed class EmulatedCallerTests
{
    private readonly VirtualTime _time = new();
    private readonly LiveKitEmulator _livekit;

    public EmulatedCallerTests() => _livekit = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time });

    [Fact]
    public void Caller_Joined_IsAnAnsweredCall() => _time.Run(async () =>
    {
        await using var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller");

        var seen = Assert.Single(await _livekit.Backend.Server.ListParticipantsAsync("support"));
        Assert.Equal((ParticipantKind.Sip, "active", "+15550199"), (seen.Kind, seen.GetAttribute(SipAttributes.CallStatus), seen.GetAttribute(SipAttributes.PhoneNumber)));
        Assert.Single(seen.Tracks);
    });

    [Fact]
    public void Caller_TalksWithAnAgent_BothHear() => _time.Run(async () =>
    {
        await using var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller");
        await using var agent = await JoinAgentAsync();
        var heard = new List<string>();
        agent.Observe(e =>
        {
            if (e is RoomEvent.TextReceived text)
                heard.Add(text.Text.Text);
        });

        await caller.SayAsync("I want a human.");
        await CallFixture.SayAsync(agent, "Please hold.");

        Assert.Equal(["I want a human."], heard);
        Assert.Equal("Please hold.", Assert.Single(caller.Recording.Heard).Text);
    });

    [Fact]
    public void Caller_HangsUp_LeavesAndSaysSo() => _time.Run(async () =>
    {
        var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller");

        await caller.LeaveAsync();

        Assert.Equal((DisconnectReason.ClientInitiated, false), (await caller.Left, caller.IsInRoom));
        await Assert.ThrowsAsync<InvalidOperationException>(() => caller.SayAsync("hello?"));
        await caller.DisposeAsync();
        await _livekit.Backend.Server.DeleteRoomAsync("support");
        _livekit.AssertNothingLeft();
    });

    [Fact]
    public void AssertNothingLeft_CallersInARoom_ListsEverything() => _time.Run(async () =>
    {
        await using var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller");

        var error = Assert.Throws<InvalidOperationException>(() => _livekit.AssertNothingLeft());

        Assert.Contains("room \"support\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("participant 'caller' (Sip)", error.Message, StringComparison.Ordinal);
        Assert.Contains("track 'caller'", error.Message, StringComparison.Ordinal);
        Assert.Contains("call SCL_", error.Message, StringComparison.Ordinal);
        _livekit.AssertNothingLeft("support");
    });

    [Fact]
    public void AssertNothingLeft_AHandlerThrew_ShowsIt() => _time.Run(async () =>
    {
        var thrown = new NotSupportedException("my handler's own");
        var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller");
        await using var agent = await JoinAgentAsync();
        agent.Observe(_ => throw thrown);
        await caller.LeaveAsync();
        await _livekit.Backend.Server.DeleteRoomAsync("support");

        var error = Assert.Throws<InvalidOperationException>(() => _livekit.AssertNothingLeft());

        Assert.Contains(thrown, Assert.IsType<AggregateException>(error.InnerException).InnerExceptions);
    });

    [Fact]
    public void Caller_TransferredByRefer_Leaves() => _time.Run(async () =>
    {
        var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller");

        await _livekit.Backend.Server.TransferSipParticipantAsync(new TransferSipParticipantRequest { RoomName = "support", ParticipantIdentity = "caller", TransferTo = "tel:+15550122" });

        Assert.Equal(DisconnectReason.ClientInitiated, await caller.Left);
        Assert.Equal("tel:+15550122", caller.TransferredTo);
    });

    [Fact]
    public void Caller_RefusesTransfer_Stays() => _time.Run(async () =>
    {
        await using var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller", new EmulatedCallerOptions { Behaviour = Phone.AnswersAfter(TimeSpan.Zero).RefusesTransfer() });

        var error = await Assert.ThrowsAsync<LiveKitException>(() => _livekit.Backend.Server.TransferSipParticipantAsync(
            new TransferSipParticipantRequest { RoomName = "support", ParticipantIdentity = "caller", TransferTo = "tel:+15550122" }));

        Assert.Equal(603, error.SipStatusCode);
        Assert.True(caller.IsInRoom);
    });

    [Fact]
    public void Caller_InABrowser_ActsByItself() => _time.Run(async () =>
    {
        var options = new EmulatedCallerOptions { Kind = ParticipantKind.Standard, Behaviour = Phone.AnswersAfter(TimeSpan.Zero).Says("Hello.").HangsUpAfter(TimeSpan.FromSeconds(3)) };
        var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller", options);

        await caller.Left;

        Assert.Equal(TimeSpan.FromSeconds(3), _time.Elapsed);
        Assert.Equal("Hello.", Assert.Single(caller.Recording.Said).Text);
    });

    [Fact]
    public void Bridge_BetweenCallerAndPhone_CarriesBothVoices() => _time.Run(async () =>
    {
        _livekit.Phones.Add("+15105550123", Phone.AnswersAfter(TimeSpan.FromSeconds(1)).WithVoice(700).Waits(TimeSpan.FromSeconds(2)).Says("Hello, this is Dana."));
        await using var caller = await EmulatedCaller.JoinAsync(_livekit, "support", "caller");
        await using var here = await JoinAgentAsync();
        await using var there = await JoinAgentAsync("consult");
        var toCaller = await here.PublishAudioAsync("relay");
        var toHuman = await there.PublishAudioAsync("relay");
        here.ObserveAudio("caller", frame => toHuman.TryWrite(frame));
        there.ObserveAudio("human", frame => toCaller.TryWrite(frame));

        var trunk = await _livekit.Backend.Server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk { TrunkId = "", Name = "t", Address = "sip.example.com", Numbers = ["+15550100"] });
        await _livekit.Backend.Server.CreateSipParticipantAsync(new CreateSipParticipantRequest { RoomName = "consult", ParticipantIdentity = "human", CallTo = "+15105550123", TrunkId = trunk.TrunkId });
        await Task.Delay(TimeSpan.FromSeconds(5), _time);
        await caller.SayAsync("And I am Alice.");

        var human = Assert.Single(_livekit.Phones.Calls).Recording;
        Assert.Equal(700, Assert.Single(caller.Recording.Audio).LastHertz);
        Assert.Equal(500, Assert.Single(human.Audio).LastHertz);
        Assert.Equal(90, human.AudibleFramesFrom("agent"));
    });

    private Task<IRoom> JoinAgentAsync(string room = "support") => _livekit.Rooms.ConnectAsync(
        _livekit.Url,
        _livekit.Backend.Server.SignToken(new AccessToken { Identity = "agent", Kind = ParticipantKind.Agent, Video = new VideoGrant { RoomJoin = true, Room = room } }));
}
