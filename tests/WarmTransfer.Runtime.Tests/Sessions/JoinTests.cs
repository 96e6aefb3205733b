using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class JoinTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Session_ThatJoined_LeavesItsRoomUnlessToldNotTo(bool? owns, bool leaves) => Run(async (emulator, time) =>
    {
        CallSession session = await CallSession.JoinAsync(emulator.Backend, "room", "agent", "caller", Options(time, owns));
        Assert.Equal(("room", "agent", "caller"), (session.Room.Name, session.Room.LocalIdentity, session.ParticipantIdentity));
        await session.DisposeAsync();
        Assert.Equal(leaves, !session.Room.IsConnected);
        await session.Room.DisposeAsync();
    });

    [Fact]
    public void Session_ThatIsGivenARoom_DoesNotLeaveItByItself() => Run(async (emulator, time) =>
    {
        await using IRoom room = await emulator.Backend.JoinAsAgentAsync("room", "agent");
        await new CallSession(emulator.Backend, room, "caller", Options(time)).DisposeAsync();
        Assert.True(room.IsConnected);
    });

    [Fact]
    public void Session_ThatJoined_IsNotStarted() => Run(async (emulator, time) =>
    {
        await using IRoom caller = await emulator.Backend.JoinAsAgentAsync("room", "caller");
        var options = Options(time);
        await using CallSession session = await CallSession.JoinAsync(emulator.Backend, "room", "agent", "caller", options);
        await using (ITextStreamWriter text = await caller.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Chat }))
            await text.WriteAsync("Hello?");

        await Task.Delay(TimeSpan.FromSeconds(1), time);
        Assert.Empty(session.History);
    });

    [Fact]
    public void Join_OptionsAreWrong_LeavesTheRoom() => Run(async (emulator, time) =>
    {
        var options = Options(time);
        options.MaxToolRounds = -1;
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CallSession.JoinAsync(emulator.Backend, "room", "agent", "caller", options));
        Assert.Empty(await emulator.Backend.Server.ListParticipantsAsync("room"));
    });

    [Fact]
    public void Options_ChangedAfterwards_ChangeNothing() => SessionFixture.Run(async test =>
    {
        var options = new CallSessionOptions { ChatClient = test.Chat, TimeProvider = test.Time, Instructions = "Be brief.", ChatOptions = new() { ModelId = "a" } };
        await using var session = new CallSession(new LiveKitBackend(null!, null!), test.Room, "caller", options);
        options.Instructions = "Be verbose.";
        options.ChatOptions.ModelId = "b";
        options.ChatClient = null!;
        options.MaxToolRounds = -1;
        test.Chat.Says("Hello.");
        await session.GenerateReplyAsync();
        Assert.Equal(("Be brief.", "a"), (test.Chat.Requests[0].Messages[0].Text, test.Chat.Requests[0].Options!.ModelId));
    });

    [Fact]
    public void Instructions_SetBeforeTheFirstRequest_AreTold() => SessionFixture.Run(new SessionSetup { Instructions = "Be brief." }, async test =>
    {
        await test.Session.SayAsync("Welcome.");
        Assert.Equal("Be brief.", test.Session.Instructions);
        test.Session.Instructions = "Be kind.";
        test.Chat.Says("Hello.");
        await test.Session.GenerateReplyAsync();
        Assert.Equal("system: Be kind.", SessionFixture.Shown(test.Chat.Requests[0].Messages[0]));
    });

    [Fact]
    public void Instructions_SetAfterTheFirstRequest_AreRefusedWithAWayOut() => SessionFixture.Run(new SessionSetup { Instructions = "Be brief." }, async test =>
    {
        test.Chat.Says("Hello.");
        await test.Session.GenerateReplyAsync();
        var thrown = Assert.Throws<InvalidOperationException>(() => test.Session.Instructions = "Be kind.");
        Assert.Contains("ReplyOptions.Instructions", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("Be brief.", test.Session.Instructions);
    });

    [Fact]
    public void Interrupt_Cancelled_StopsWaitingForTheEnd() => SessionFixture.Run(async test =>
    {
        test.Room.CloseTakes = TimeSpan.FromSeconds(10);
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "One, ", "two.");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(150);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), test.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Session.InterruptAsync(cancel.Token));
        Assert.Equal(1150, test.Time.Elapsed.TotalMilliseconds);
        Assert.Equal("One, ", await reply);
        Assert.Equal(["assistant: One,  -"], test.History);
    });

    private static CallSessionOptions Options(VirtualTime time, bool? ownsRoom = null) =>
        new() { ChatClient = new ScriptedChatClient(time), TimeProvider = time, OwnsRoom = ownsRoom };

    private static void Run(Func<LiveKitEmulator, VirtualTime, Task> body)
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time });
            await body(emulator, time);
        });
    }
}
