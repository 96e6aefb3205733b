using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

public class ChatHistoryTests
{
    private readonly ChatHistory _history = new([new ChatMessage(ChatRole.User, "Hello?")]);

    private IEnumerable<string> Shown => _history.Snapshot().Select(SessionFixture.Shown);

    [Fact]
    public void Entry_Opened_KeepsItsPlaceAndIsSeenWhenItIsSaid()
    {
        ChatHistory.Entry entry = _history.Open();
        _history.Add(new ChatMessage(ChatRole.User, "Are you there?"));
        Assert.Equal(["user: Hello?", "user: Are you there?"], Shown);
        entry.Say("Good mor", interrupted: true);
        Assert.Equal(["user: Hello?", "assistant: Good mor -", "user: Are you there?"], Shown);
    }

    [Fact]
    public void Entry_OfWhichNothingWasHeard_IsNotSeen()
    {
        _history.Open().Say("", interrupted: true);
        Assert.Equal(["user: Hello?"], Shown);
    }

    [Fact]
    public void Calls_AreSeenWithTheirResults_AndNothingStandsBetween()
    {
        ChatHistory.Entry entry = _history.Open();
        entry.Say("Let me look.", interrupted: false);
        entry.Call([], [new FunctionCallContent("look-1", "look")]);
        _history.Add(new ChatMessage(ChatRole.User, "And?"));
        Assert.Equal(["user: Hello?", "assistant: Let me look.", "user: And?"], Shown);
        entry.Answer([new FunctionResultContent("look-1", "rain")]);
        Assert.Equal(["user: Hello?", "assistant: Let me look. [look]", "tool: look=rain", "user: And?"], Shown);
    }

    [Fact]
    public void Calls_WithoutAWord_AreNotSeenBeforeTheirResults()
    {
        ChatHistory.Entry entry = _history.Open();
        entry.Call([], [new FunctionCallContent("look-1", "look")]);
        Assert.Equal(["user: Hello?"], Shown);
        entry.Answer([new FunctionResultContent("look-1", "rain")]);
        Assert.Equal(["user: Hello?", "assistant: [look]", "tool: look=rain"], Shown);
    }
}
