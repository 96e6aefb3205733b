using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

public class ToolLoopTests
{
    [Fact]
    public void Round_WithText_SpeaksBeforeTheToolRuns()
    {
        string? saidBefore = null;
        SessionFixture? fixture = null;
        var look = new DelegateTool("look", () =>
        {
            saidBefore = string.Join('|', fixture!.Room.Log);
            return Task.FromResult<object?>("rain");
        });
        SessionFixture.Run(new SessionSetup { Tools = [look] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("Let me look.", "look").Says("It rains.");
            test.Room.Hear("Weather?");
            await test.Wait(100);
            Assert.Equal("open|say Let me look.|close", saidBefore);
            Assert.Equal(["user: Weather?", "assistant: Let me look. [look]", "tool: look=rain", "assistant: It rains."], test.History);
            Assert.Equal(test.History.Take(3), test.Chat.Requests[1].Messages.Select(SessionFixture.Shown));
            Assert.Contains(new CallSessionEvent.ToolCalled("look", Succeeded: true), test.Events);
        });
    }

    [Fact]
    public void Round_SeveralCalls_RunAtTheSameTime()
    {
        SessionFixture? fixture = null;
        Func<Task<object?>> Taking(double milliseconds) => async () =>
        {
            await fixture!.Wait(milliseconds);
            return milliseconds;
        };
        SessionFixture.Run(new SessionSetup { Tools = [new DelegateTool("a", Taking(300)), new DelegateTool("b", Taking(200))] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("", "a", "b").Says("Done.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal(TimeSpan.FromMilliseconds(300), test.Time.Elapsed);
            Assert.Equal(["assistant: [a] [b]", "tool: a=300 b=200", "assistant: Done."], test.History);
        });
    }

    [Fact]
    public void Rounds_BeyondTheLimit_AreAnsweredWithoutTools()
    {
        var calls = 0;
        var again = new DelegateTool("again", () => Task.FromResult<object?>(++calls));
        SessionFixture.Run(new SessionSetup { Tools = [again], MaxToolRounds = 2 }, async test =>
        {
            // Even if the model calls in the last round, nothing is called.
            test.Chat.Calls("", "again").Calls("", "again").Calls("Enough.", "again");
            Assert.Equal("Enough.", await test.Session.GenerateReplyAsync());
            Assert.Equal(2, calls);
            Assert.Equal([true, true, false], test.Chat.Requests.Select(request => request.Options?.Tools is not null));
            Assert.Equal("assistant: Enough.", test.History[^1]);
        });
    }

    [Fact]
    public void Reply_WithoutTools_OffersAndCallsNone()
    {
        var tool = new DelegateTool("tool", () => throw new InvalidOperationException("Not to be called."));
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Calls("Hello.", "tool");
            Assert.Equal("Hello.", await test.Session.GenerateReplyAsync(new ReplyOptions { UseTools = false }));
            Assert.Null(test.Chat.Requests[0].Options?.Tools);
            Assert.Equal(["assistant: Hello."], test.History);
        });
    }

    [Fact]
    public void Request_ForcedTool_IsForcedInTheFirstRoundOnly()
    {
        var tool = new DelegateTool("tool", () => Task.FromResult<object?>("ok"));
        var setup = new SessionSetup { Tools = [tool], ChatOptions = new ChatOptions { ToolMode = ChatToolMode.RequireAny } };
        SessionFixture.Run(setup, async test =>
        {
            test.Chat.Calls("", "tool").Says("Done.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal(ChatToolMode.RequireAny, test.Chat.Requests[0].Options!.ToolMode);
            Assert.Null(test.Chat.Requests[1].Options!.ToolMode);
        });
    }

    [Fact]
    public void Tool_Unknown_IsAnsweredWithTheToolsThereAre()
    {
        var tools = new AITool[] { new DelegateTool("look", () => Task.FromResult<object?>(1)), new DelegateTool("find", () => Task.FromResult<object?>(1)) };
        SessionFixture.Run(new SessionSetup { Tools = tools }, async test =>
        {
            test.Chat.Calls("", "guess").Says("Sorry.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal("tool: guess=There is no tool 'guess'. The tools are: look, find.", test.History[1]);
            Assert.Contains(new CallSessionEvent.ToolCalled("guess", Succeeded: false), test.Events);
        });
    }

    [Fact]
    public void Tool_Throws_ModelLearnsNothingOfTheInside()
    {
        var tool = new DelegateTool("pay", () => throw new InvalidOperationException("connection string: secret"));
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Calls("", "pay").Says("Sorry.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal("tool: pay=The tool failed. Whether it took effect is not known.", test.History[1]);
            Assert.Contains("Error: Tool pay failed; the model is told only that it did", test.Logs.Lines);
        });
    }

    [Fact]
    public void GeneratedTool_Throws_IsLoggedAndReportedWithoutServices()
    {
        SessionFixture.Run(new SessionSetup { Tools = GeneratedTools() }, async test =>
        {
            test.Chat.Calls("", "break").Says("Sorry.");
            await test.Session.GenerateReplyAsync();
            Assert.Contains("internal_error", test.History[1], StringComparison.Ordinal);
            Assert.Contains(test.Logs.Lines, line => line.StartsWith("Error: Tool break failed", StringComparison.Ordinal));
            Assert.Contains(new CallSessionEvent.ToolCalled("break", Succeeded: false), test.Events);
        });
    }

    [Theory]
    [InlineData("refuse", "refused")]
    [InlineData("need", "invalid_arguments")]
    public void GeneratedTool_AnswersWithAFailure_IsReportedAsOne(string tool, string error)
    {
        SessionFixture.Run(new SessionSetup { Tools = GeneratedTools() }, async test =>
        {
            test.Chat.Calls("", tool).Says("Sorry.");
            await test.Session.GenerateReplyAsync();
            Assert.Contains($"\"error\":\"{error}\"", test.History[1], StringComparison.Ordinal);
            Assert.Contains(new CallSessionEvent.ToolCalled(tool, Succeeded: false), test.Events);
        });
    }

    [Fact]
    public void GeneratedTool_WhoseResultLooksLikeAFailure_IsReportedAsCalled()
    {
        SessionFixture.Run(new SessionSetup { Tools = GeneratedTools() }, async test =>
        {
            test.Chat.Calls("", "pretend").Says("Sorry.");
            await test.Session.GenerateReplyAsync();
            Assert.Contains(new CallSessionEvent.ToolCalled("pretend", Succeeded: true), test.Events);
        });
    }

    [Fact]
    public void Tool_ThrowsTransferToolException_ModelReadsItsMessage()
    {
        var tool = new DelegateTool("pay", () => throw new TransferToolException("The card has expired."));
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Calls("", "pay").Says("Sorry.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal("tool: pay=The card has expired.", test.History[1]);
            Assert.Contains(new CallSessionEvent.ToolCalled("pay", Succeeded: false), test.Events);
        });
    }

    [Fact]
    public void Tool_TimesOutByItself_IsAFailureNotACancellation()
    {
        var tool = new DelegateTool("pay", () => throw new TaskCanceledException());
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Calls("", "pay").Says("Sorry.");
            Assert.Equal("Sorry.", await test.Session.GenerateReplyAsync());
            Assert.Equal("tool: pay=The tool failed. Whether it took effect is not known.", test.History[1]);
        });
    }

    [Fact]
    public void Tool_ReturnsNothing_IsAcknowledged()
    {
        var tool = new DelegateTool("note", () => Task.FromResult<object?>(null));
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Calls("", "note").Says("Noted.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal("tool: note=Done.", test.History[1]);
        });
    }

    [Fact]
    public void Call_WithUnreadableArguments_IsAnsweredNotInvoked()
    {
        var tool = new DelegateTool("pay", () => throw new InvalidOperationException("Not to be called."));
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Then(_ => Updates(new FunctionCallContent("pay-1", "pay") { Exception = new FormatException("bad") })).Says("Sorry.");
            await test.Session.GenerateReplyAsync();
            Assert.StartsWith("tool: pay=The arguments could not be read.", test.History[1], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Call_MadeByTheServiceItself_IsNotAnswered()
    {
        var tool = new DelegateTool("search", () => throw new InvalidOperationException("Not to be called."));
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Then(_ => Updates(new FunctionCallContent("search-1", "search") { InformationalOnly = true }, new TextContent("Found.")));
            Assert.Equal("Found.", await test.Session.GenerateReplyAsync());
            Assert.Equal(["assistant: Found."], test.History);
        });
    }

    [Fact]
    public void Reasoning_BeforeCalls_IsGivenBackWithThem()
    {
        var tool = new DelegateTool("look", () => Task.FromResult<object?>("rain"));
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            test.Chat.Then(_ => Updates(new TextReasoningContent("hm") { ProtectedData = "sig" }, new FunctionCallContent("look-1", "look"))).Says("It rains.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal("assistant: (thinks) [look]", SessionFixture.Shown(test.Chat.Requests[1].Messages[0]));
        });
    }

    [Fact]
    public void Tool_GetsArgumentsAndServices()
    {
        var services = new NoServices();
        AIFunctionArguments? seen = null;
        var tool = new DelegateTool("find", (arguments, _) =>
        {
            seen = arguments;
            return Task.FromResult<object?>("ok");
        });
        SessionFixture.Run(new SessionSetup { Tools = [tool], Services = services }, async test =>
        {
            test.Chat.Calls("", """find{"number":"7"}""").Says("Ok.");
            await test.Session.GenerateReplyAsync();
            Assert.Same(services, seen!.Services);
            Assert.Equal("7", seen["number"]?.ToString());
        });
    }

    [Fact]
    public void Text_WhileToolRuns_DoesNotCancelItAndIsAnsweredWithTheResult()
    {
        SessionFixture? fixture = null;
        var slow = new DelegateTool("slow", async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), fixture!.Time, cancellationToken);
            return "found";
        });
        SessionFixture.Run(new SessionSetup { Tools = [slow] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("Looking.", "slow").Says("Found, and yes, I am.");
            test.Room.Hear("Find it.");
            await test.Wait(1000);
            test.Room.Hear("Are you there?");
            Assert.Equal(["user: Find it.", "assistant: Looking.", "user: Are you there?"], test.History);
            await test.Wait(5000);
            Assert.Equal(
                ["user: Find it.", "assistant: Looking. [slow]", "tool: slow=found", "user: Are you there?", "assistant: Found, and yes, I am."],
                test.History);
            Assert.Equal(2, test.Chat.Requests.Count);
        });
    }

    [Fact]
    public void Say_FromATool_SpeaksAtOnceAndStandsBehindTheResult()
    {
        CallSession? session = null;
        var tool = new DelegateTool("wait", async () =>
        {
            await session!.SayAsync("One moment.");
            return "ok";
        });
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            session = test.Session;
            test.Chat.Calls("", "wait").Says("Thanks.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal(["One moment.", "Thanks."], test.Room.Said);
            Assert.Equal(["assistant: [wait]", "tool: wait=ok", "assistant: One moment.", "assistant: Thanks."], test.History);
        });
    }

    [Fact]
    public void GenerateReply_FromATool_IsRefusedInsteadOfWaitingForEver()
    {
        CallSession? session = null;
        Exception? refused = null;
        var tool = new DelegateTool("reply", async () =>
        {
            refused = await Record.ExceptionAsync(() => session!.GenerateReplyAsync());
            return "ok";
        });
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            session = test.Session;
            test.Chat.Calls("", "reply").Says("Thanks.");
            await test.Session.GenerateReplyAsync();
            Assert.Contains(nameof(CallSession.SayAsync), Assert.IsType<InvalidOperationException>(refused).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Tools_WithOneName_AreRefused() => SessionFixture.Run(test =>
    {
        var tool = new DelegateTool("look", () => Task.FromResult<object?>(1));
        var thrown = Assert.Throws<ArgumentException>(() => test.Session.Tools = [tool, tool]);
        Assert.Contains("'look'", thrown.Message, StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    [Fact]
    public void Tools_Changed_CountFromTheNextRound()
    {
        CallSession? session = null;
        var after = new DelegateTool("after", () => Task.FromResult<object?>("after"));
        var before = new DelegateTool("before", () =>
        {
            session!.Tools = [after];
            return Task.FromResult<object?>("before");
        });
        SessionFixture.Run(new SessionSetup { Tools = [before] }, async test =>
        {
            session = test.Session;
            test.Chat.Calls("", "before").Calls("", "after").Says("Done.");
            await test.Session.GenerateReplyAsync();
            Assert.Equal(["assistant: [before]", "tool: before=before", "assistant: [after]", "tool: after=after", "assistant: Done."], test.History);
        });
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Updates(params AIContent[] contents)
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, contents);
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private static IReadOnlyList<AITool> GeneratedTools() => [.. ((ITransferAgent)new FailingDesk()).CreateTools(new UndecidedTransfer())];

    private sealed class UndecidedTransfer : TransferControl
    {
        public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default) => Task.FromResult("");

        public override string Decline(string reason) => "";

        public override string VoicemailDetected() => "";
    }
}

[TransferAgent]
internal sealed partial class FailingDesk
{
    [TransferTool]
    private static void Break() => throw new InvalidOperationException("connection string: secret");

    [TransferTool]
    private static void Refuse() => throw new TransferToolException("The account is closed.");

    [TransferTool]
    private static void Need(int number) => ArgumentOutOfRangeException.ThrowIfZero(number);

    [TransferTool]
    private static System.Text.Json.JsonElement Pretend() => System.Text.Json.JsonElement.Parse("""{"error":"refused","message":"This is a report of an error."}""");
}
