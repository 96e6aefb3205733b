using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.Doubles;

public sealed class ScriptedChatClientTests
{
    private static readonly ChatOptions WithTools = new() { Tools = [AIFunctionFactory.Create(() => "", "lookup")] };

    private readonly VirtualTime _time = new();
    private readonly ScriptedChatClient _model;

    public ScriptedChatClientTests() => _model = new ScriptedChatClient(_time);

    [Fact]
    public void When_LastMessageContainsTheWords_FirstRuleAnswers()
    {
        _model.When("INVOICE", says: "first").When("invoice", says: "second");

        Assert.Equal("first", Ask("Which invoice?"));
    }

    [Fact]
    public void When_OnlyAnEarlierMessageContainsTheWords_DoesNotAnswer()
    {
        _model.When("invoice", says: "first");

        Assert.Equal("", Ask("Which invoice?", "Never mind."));
    }

    [Fact]
    public void When_Condition_SeesTheWholeRequest()
    {
        _model.When(request => request is { ToolNames: ["lookup"], Messages.Count: 2, Options.Temperature: 0.5f, LastText: "b", Reply: null }, ScriptedReply.Says("yes"));

        Assert.Equal("yes", Ask(new ChatOptions { Tools = WithTools.Tools, Temperature = 0.5f }, "a", "b"));
        Assert.Equal("", Ask("a", "b"));
    }

    [Fact]
    public void When_Once_IsUsedUp()
    {
        _model.When("hello", says: "first", once: true).When("hello", says: "then");

        Assert.Equal(["first", "then", "then"], new[] { Ask("hello"), Ask("hello"), Ask("hello") });
    }

    [Fact]
    public void Otherwise_NoRuleFits_Answers()
    {
        _model.When("hello", says: "hi").Otherwise(ScriptedReply.Says("pardon?"));

        Assert.Equal("pardon?", Ask("goodbye"));
    }

    [Fact]
    public void When_ToolsAnswered_MatchesTheirResults()
    {
        _model.When("412.75", says: "They owe 412.75 euros.");
        var results = new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", 412.75m), new FunctionResultContent("2", "none")]);

        var answer = _time.Run(() => _model.GetResponseAsync([results]));

        Assert.Equal("They owe 412.75 euros.", answer.Text);
        Assert.Equal("412.75\nnone", _model.Requests[0].LastText);
    }

    [Fact]
    public void Reply_WithWordsAndCalls_StreamsThemInOrder()
    {
        _model.When("balance", ScriptedReply.Calls("lookup", ("account", "44")).ThenCalls("lookup", ("account", "45")) with { Text = "One  moment." });

        var updates = _time.Run(() => StreamAsync(WithTools, "balance"));

        Assert.Equal(["One  ", "moment.", ""], updates.Select(update => update.Text));
        var calls = updates[^1].Contents.Cast<FunctionCallContent>().ToList();
        Assert.Equal(["44", "45"], calls.Select(call => call.Arguments!["account"]));
        Assert.NotEqual(calls[0].CallId, calls[1].CallId);
    }

    [Fact]
    public void Reply_CallsWithoutToolsOffered_AreLeftOut()
    {
        _model.When("balance", ScriptedReply.Calls("lookup"));

        Assert.Empty(_time.Run(() => StreamAsync(null, "balance")));
    }

    [Fact]
    public void Reply_WithDelays_TakesThatLongOnTheClock()
    {
        _model.When("hello", ScriptedReply.Says("one two three") with { Delay = TimeSpan.FromSeconds(2), WordDelay = TimeSpan.FromSeconds(1) });

        Ask("hello");

        Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
    }

    [Fact]
    public void Reply_Fails_ThrowsAfterTheWords() => _time.Run(async () =>
    {
        _model.When("hello", ScriptedReply.Fails(new TimeoutException("no model")) with { Text = "Well," });
        var said = "";

        var error = await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await foreach (var update in _model.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")]))
                said += update.Text;
        });

        Assert.Equal(("no model", "Well,"), (error.Message, said));
    });

    [Fact]
    public void Reply_Cancelled_Stops() => _time.Run(async () =>
    {
        _model.When("hello", ScriptedReply.Says("late") with { Delay = TimeSpan.FromHours(1) });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _model.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")], cancellationToken: limit.Token));
    });

    [Fact]
    public void Requests_Asked_ShowWhatAndTheReply()
    {
        _model.When("hello", says: "hi");

        Ask(WithTools, "hello");
        Ask("what?");

        Assert.Equal([("hello", "hi", 1), ("what?", "", 0)], _model.Requests.Select(request => (request.LastText, request.Reply!.Text, request.ToolNames.Count)));
    }

    [Fact]
    public void BadScripts_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => _model.When("", says: "hi"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScriptedReply { Delay = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScriptedReply { WordDelay = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentException>(() => ScriptedReply.Calls(""));
        Assert.Contains("'account' is given twice", Assert.Throws<ArgumentException>(() => ScriptedReply.Calls("lookup", ("account", 1), ("account", 2))).Message, StringComparison.Ordinal);
    }

    private string Ask(params string[] messages) => Ask(null, messages);

    private string Ask(ChatOptions? options, params string[] messages) =>
        _time.Run(() => _model.GetResponseAsync(messages.Select(text => new ChatMessage(ChatRole.User, text)), options)).Text;

    private async Task<List<ChatResponseUpdate>> StreamAsync(ChatOptions? options, string text)
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in _model.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, text)], options))
            updates.Add(update);
        return updates;
    }
}
