using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>A transfer with an agent as applications write it: everything from the attribute to the joined call.</summary>
public sealed class GeneratedAgentTests
{
    [Fact]
    public void Transfer_GeneratedAgent_AnswersWithItsToolsAndConnects() =>
        TransferScene.Play(
            Phone.AnswersAfter(TimeSpan.FromSeconds(1)).Says("Desk.").When("take the call", says: "What does account 4471209 owe?").When("412.75", says: "Put them through."),
            async scene =>
            {
                scene.Model.When("owe", ScriptedReply.Calls("balance", ("accountNumber", "4471209"))).When("412.75", says: "They owe 412.75 euros.");
                var desk = new BalanceDesk();

                var result = Assert.IsType<WarmTransferResult.Connected>(await scene.CallerSession.WarmTransferAsync(desk));

                Assert.Equal("4471209", desk.Asked);
                Assert.Equal(["balance", "connect_to_caller", "decline_transfer", "voicemail_detected"], scene.Model.Requests[0].ToolNames);
                Assert.Equal("+15105550123", Assert.Single(result.Attempts).Target);
                await result.Call.EndAsync();
            });

    [Fact]
    public void Transfer_ToolThatDeclines_EndsTheTransfer() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var model = new ScriptedChatClient().When("desk", ScriptedReply.Calls("closed"));
            scene.Options.ChatClient = model;

            var result = Assert.IsType<WarmTransferResult.Declined>(await scene.CallerSession.WarmTransferAsync(new ClosingDesk(), scene.Options));

            Assert.Equal("closed for today", result.Reason);
        });

    [Fact]
    public void Transfer_ReplacedBuiltIn_IsOfferedInItsPlace() =>
        Assert.Equal(["decline_transfer", "connect_to_caller", "voicemail_detected"], new ReplacingDesk().CreateTools(new ConsultControl(new HumanDecision(() => { }), TimeProvider.System)).Select(tool => tool.Name));
}

[TransferAgent(CallTo = TransferScene.DeskNumber, SipTrunkId = TransferScene.Trunk)]
internal sealed partial class BalanceDesk
{
    public string? Asked { get; private set; }

    /// <summary>Tells what an account owes, in euros.</summary>
    /// <param name="accountNumber">Account number, digits only.</param>
    [TransferTool]
    private Task<decimal> BalanceAsync(string accountNumber, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked = accountNumber;
        return Task.FromResult(412.75m);
    }
}

[TransferAgent]
internal sealed partial class ClosingDesk
{
    /// <summary>Says that the desk is closed.</summary>
    [TransferTool]
    private static string Closed(TransferControl control) => control.Decline("closed for today");
}

[TransferAgent]
internal sealed partial class ReplacingDesk
{
    /// <summary>Ends the call, with a ticket for the caller.</summary>
    /// <param name="reason">Why.</param>
    [TransferTool(Replaces = BuiltInTool.DeclineTransfer)]
    private static string Refuse(string reason, TransferControl control) => control.Decline(reason);
}
