namespace WarmTransfer.Runtime.Tests;

public class InterruptionTests
{
    [Fact]
    public void Interrupt_WhileSpeaking_EndsTheReplyAndKeepsWhatWasSaid() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "One, ", "two, ", "three.");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(250);
        await test.Session.InterruptAsync();
        Assert.Equal(["open", "say One, ", "say two, ", "close"], test.Room.Log);
        Assert.Equal("One, two, ", await reply);
        Assert.Equal(["assistant: One, two,  -"], test.History);
    });

    [Fact]
    public void Interrupt_BeforeAWord_LeavesNoTrace() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "Hello.");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(50);
        await test.Session.InterruptAsync();
        Assert.Equal("", await reply);
        Assert.Empty(test.History);
        Assert.Empty(test.Room.Log);
        Assert.Empty(test.Events);
    });

    [Fact]
    public void Interrupt_ModelThatHangs_EndsAtOnce() => SessionFixture.Run(async test =>
    {
        test.Chat.Hangs("Well ").Says("Next.");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(10);
        await test.Session.InterruptAsync();
        Assert.Equal("Well ", await reply);
        Assert.Equal("Next.", await test.Session.GenerateReplyAsync());
    });

    [Fact]
    public void Interrupt_NothingGoesOn_DoesNothing() => SessionFixture.Run(async test =>
    {
        await test.Session.InterruptAsync();
        await test.Session.SayAsync("Hi.");
        await test.Session.InterruptAsync();
        Assert.Equal(["assistant: Hi."], test.History);
    });

    [Fact]
    public void Interrupt_WhileToolRuns_AnswersTheCallAsCancelledAndCancelsTheTool()
    {
        var cancelled = false;
        var slow = new DelegateTool("slow", async (_, cancellationToken) =>
        {
            using var registration = cancellationToken.Register(() => cancelled = true);

            // Deaf to its token: it must not be waited for.
            await new TaskCompletionSource().Task;
            return null;
        });
        var quick = new DelegateTool("quick", () => Task.FromResult<object?>("done"));
        SessionFixture.Run(new SessionSetup { Tools = [slow, quick] }, async test =>
        {
            test.Chat.Calls("Let me look.", "slow", "quick").Says("Fine.");
            Task<string> reply = test.Session.GenerateReplyAsync();
            await test.Wait(100);
            await test.Session.InterruptAsync();
            Assert.Equal("Let me look.", await reply);
            Assert.True(cancelled);
            Assert.Equal(
                [
                    "assistant: Let me look. [slow] [quick]",
                    "tool: slow=The call was cancelled. Whether it took effect is not known. quick=done",
                ],
                test.History);
            Assert.Equal("Fine.", await test.Session.GenerateReplyAsync());
        });
    }

    [Fact]
    public void Interrupt_FromTheToolOfTheReply_DoesNotDeadlock()
    {
        CallSession? session = null;
        var stop = new DelegateTool("stop", async () =>
        {
            await session!.InterruptAsync();
            return "stopped";
        });
        SessionFixture.Run(new SessionSetup { Tools = [stop] }, async test =>
        {
            session = test.Session;
            test.Chat.Calls("", "stop");
            Assert.Equal("", await test.Session.GenerateReplyAsync());
            Assert.Equal(2, test.History.Count);
        });
    }

    [Fact]
    public void GenerateReply_Cancelled_ThrowsAndKeepsWhatWasSaid() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "One, ", "two.");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(150), test.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Session.GenerateReplyAsync(null, cancel.Token));
        Assert.Equal(["assistant: One,  -"], test.History);
        Assert.Empty(test.Events.OfType<CallSessionEvent.ReplyFailed>());
    });

    [Fact]
    public void GenerateReply_CancelledWhileWaitingForAnother_LetsTheOthersGoOn() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "First.").Says("Third.");
        Task<string> first = test.Session.GenerateReplyAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50), test.Time);
        Task<string> second = test.Session.GenerateReplyAsync(null, cancel.Token);
        Task<string> third = test.Session.GenerateReplyAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal("First.", await first);
        Assert.Equal("Third.", await third);
    });

    [Fact]
    public void Say_InterruptedByText_ReturnsAndIsMarked() => SessionFixture.Run(new SessionSetup { ReplyToText = false }, async test =>
    {
        test.Room.WriteTakes = TimeSpan.FromSeconds(3);
        Task say = test.Session.SayAsync("A long announcement.");
        await test.Wait(1000);
        test.Room.Hear("Stop!");
        await say;
        Assert.Equal(TimeSpan.FromSeconds(1), test.Time.Elapsed);
        Assert.Equal(["assistant: A long announcement. -", "user: Stop!"], test.History);
    });

    [Fact]
    public void Say_Cancelled_Throws() => SessionFixture.Run(async test =>
    {
        test.Room.WriteTakes = TimeSpan.FromSeconds(3);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), test.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Session.SayAsync("A long announcement.", cancel.Token));
        Assert.Equal("close", test.Room.Log[^1]);
    });
}
