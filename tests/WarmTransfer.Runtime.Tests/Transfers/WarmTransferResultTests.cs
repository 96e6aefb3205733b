using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class WarmTransferResultTests
{
    private static readonly TransferAttempt Attempt = new() { Target = "+15105550123", RoomName = "call-1-human-agent", HumanIdentity = "human-agent-sip" };

    [Fact]
    public void ToString_WithEvidence_NamesOutcomeStatusAndHold()
    {
        var result = new WarmTransferResult.Busy { Attempts = [Attempt with { SipStatusCode = 486 }], HoldTime = TimeSpan.FromSeconds(4.25) };

        Assert.Equal("Busy (SIP 486): 1 attempt, 4.3 s on hold", result.ToString());
    }

    [Fact]
    public void ToString_TimedOut_NamesPhaseAndLimit() =>
        Assert.Equal("TimedOut(Dialling, Hold): 0 attempts, 0.0 s on hold", new WarmTransferResult.TimedOut(TransferPhase.Dialling, TransferLimit.Hold).ToString());

    [Fact]
    public void ToString_Declined_SaysNothingThatAPersonSaid()
    {
        var result = new WarmTransferResult.Declined("my mother is ill") { Transcript = [new ChatMessage(ChatRole.User, "my mother is ill")], Attempts = [Attempt] };

        Assert.Equal("Declined: 1 attempt, 0.0 s on hold", result.ToString());
    }

    [Fact]
    public void TranscriptText_HasALineForEachThingSaid()
    {
        var result = new WarmTransferResult.Voicemail
        {
            Transcript =
            [
                new ChatMessage(ChatRole.User, "Billing desk."),
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "look_up")]),
                new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "found")]),
                new ChatMessage(ChatRole.Assistant, "A caller asks\nabout an invoice."),
            ],
        };

        Assert.Equal("Human: Billing desk.\nAssistant: A caller asks about an invoice.\n", result.TranscriptText);
    }
}
