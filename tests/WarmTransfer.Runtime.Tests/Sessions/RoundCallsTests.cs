using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

/// <summary>What was called is kept with its result, and what was not yet called is dropped, in whatever way a round ends.</summary>
public class RoundCallsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string> WaysToEnd() => ["interrupt", "release", "dispose", "cancel"];

    [Theory]
    [MemberData(nameof(WaysToEnd))]
    [InlineData("text")]
    public void Call_StreamedButNotYetMade_IsDropped(string way) => Run(async (test, calls) =>
    {
        test.Chat.Then(cancellationToken => SlowlyAsync(test, cancellationToken)).Says("Yes?");
        using var cancel = new CancellationTokenSource();
        Task<string> reply = test.Session.GenerateReplyAsync(null, cancel.Token);
        await test.Wait(1500);
        await EndAsync(way, test, cancel);
        await EndedAsync(way, reply);
        await test.Wait(5000);
        Assert.Empty(calls);
        Assert.Equal("assistant: Let me look. -", test.History[0]);
        Assert.DoesNotContain(test.History, line => line.Contains('[', StringComparison.Ordinal) || line.StartsWith("tool", StringComparison.Ordinal));
    });

    [Theory]
    [MemberData(nameof(WaysToEnd))]
    public void Call_WhoseRoundIsBeingClosed_IsDropped(string way) => Run(async (test, calls) =>
    {
        test.Room.CloseTakes = Second;
        test.Chat.Calls("Let me look.", "look");
        using var cancel = new CancellationTokenSource();
        Task<string> reply = test.Session.GenerateReplyAsync(null, cancel.Token);
        await test.Wait(500);
        Assert.Equal(["assistant: Let me look."], test.History);
        await EndAsync(way, test, cancel);
        await EndedAsync(way, reply);
        await test.Wait(5000);
        Assert.Empty(calls);
        Assert.Equal(["assistant: Let me look."], test.History);
    });

    [Fact]
    public void Text_WhileARoundIsBeingClosed_DoesNotStopItsCalls() => Run(async (test, calls) =>
    {
        test.Room.CloseTakes = Second;
        test.Chat.Calls("Let me look.", "look").Says("Found.");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(500);
        test.Room.Hear("Thanks.");
        await reply;
        Assert.Single(calls);
        Assert.Equal(["assistant: Let me look. [look]", "tool: look=seen", "user: Thanks.", "assistant: Found."], test.History);
    });

    [Theory]
    [MemberData(nameof(WaysToEnd))]
    public void Call_Made_IsKeptWithWhatIsKnownOfIt(string way) => Run(async (test, calls) =>
    {
        test.Chat.Calls("Let me look.", "look", "hang");
        using var cancel = new CancellationTokenSource();
        Task<string> reply = test.Session.GenerateReplyAsync(null, cancel.Token);
        await test.Wait(500);
        await EndAsync(way, test, cancel);
        await EndedAsync(way, reply);
        Assert.Equal(2, calls.Count);
        Assert.Equal(
            ["assistant: Let me look. [look] [hang]", "tool: look=seen hang=The call was cancelled. Whether it took effect is not known."],
            test.History);
    });

    private static void Run(Func<SessionFixture, List<string>, Task> body)
    {
        var calls = new List<string>();
        var look = new DelegateTool("look", () =>
        {
            calls.Add("look");
            return Task.FromResult<object?>("seen");
        });
        var hang = new DelegateTool("hang", async () =>
        {
            calls.Add("hang");
            await new TaskCompletionSource().Task;
            return null;
        });
        SessionFixture.Run(new SessionSetup { Tools = [look, hang] }, test => body(test, calls));
    }

    private static Task EndAsync(string way, SessionFixture test, CancellationTokenSource cancel)
    {
        switch (way)
        {
            case "interrupt":
                return test.Session.InterruptAsync();
            case "release":
                return test.Session.ReleaseAsync();
            case "dispose":
                return test.Session.DisposeAsync().AsTask();
            case "cancel":
                cancel.Cancel();
                return Task.CompletedTask;
            default:
                test.Room.Hear("Stop!");
                return Task.CompletedTask;
        }
    }

    private static Task EndedAsync(string way, Task<string> reply) =>
        way == "cancel" ? Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply) : reply;

    /// <summary>Says something, calls, and has more to say.</summary>
    private static async IAsyncEnumerable<ChatResponseUpdate> SlowlyAsync(
        SessionFixture test, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Let me look.");
        await Task.Delay(Second, test.Time, cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("look-1", "look")]);
        await Task.Delay(Second, test.Time, cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, " It takes a moment.");
    }
}
