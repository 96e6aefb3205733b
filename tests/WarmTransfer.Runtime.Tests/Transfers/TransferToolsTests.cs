using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Functions that come with the options, besides the agent's own.</summary>
public sealed class TransferToolsTests
{
    [Fact]
    public void Tools_OfTheOptions_AreOfferedAfterTheAgentsAndCalled() =>
        TransferScene.Play(TransferScene.Answers.When("12 euros", says: "No thanks."), async scene =>
        {
            scene.Options.Tools = [Function("open_balance", () => "12 euros")];
            scene.Options.ChatClient = new ScriptedChatClient()
                .When("12 euros", says: "It is about 12 euros.")
                .When("no thanks", ScriptedReply.Calls("decline_transfer", ("reason", "no")))
                .When("desk", ScriptedReply.Calls("open_balance"));
            var model = (ScriptedChatClient)scene.Options.ChatClient;

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal(["connect_to_caller", "decline_transfer", "voicemail_detected", "open_balance"], model.Requests[0].ToolNames);
        });

    [Theory]
    [InlineData("connect_to_caller")]
    [InlineData("open_balance")]
    public void Tools_NamedAsAnotherOne_AreRefusedBeforeAnybodyIsHeld(string name) =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Options.Tools = [Function("open_balance", () => ""), Function(name, () => "")];

            var error = await Assert.ThrowsAsync<OptionsValidationException>(() => scene.TransferAsync());

            Assert.Contains($"\"{name}\"", Assert.Single(error.Failures), StringComparison.Ordinal);
            Assert.Empty(scene.LiveKit.Phones.Calls);
            await scene.AssertCallerIsBackAsync();
        });

    [Theory]
    [InlineData("open balance")]
    [InlineData("1st")]
    [InlineData("naïve")]
    public void Tools_WithANameModelsRefuse_AreListedWithTheOtherProblems(string name) =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Options.Tools = [Function(name, () => "")];
            scene.Options.RingingTimeout = TimeSpan.FromSeconds(100);

            var error = await Assert.ThrowsAsync<OptionsValidationException>(() => scene.TransferAsync());

            Assert.Equal(2, error.Failures.Count());
            Assert.Contains(error.Failures, failure => failure.Contains($"\"{name}\"", StringComparison.Ordinal));
        });

    [Fact]
    public void Tools_WithANull_AreRefused() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Options.Tools = [null!];

            var error = await Assert.ThrowsAsync<OptionsValidationException>(() => scene.TransferAsync());

            Assert.StartsWith("Tools", Assert.Single(error.Failures), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("nobody is asked", false)]
    [InlineData("no", false)]
    [InlineData("throws", false)]
    [InlineData("yes", true)]
    public void Tool_ThatNeedsAnApproval_IsCalledOnlyAfterAYes(string answer, bool isCalled) =>
        TransferScene.Play(TransferScene.Answers.When("not made", says: "No thanks.").When("is refunded", says: "No thanks."), async scene =>
        {
            var calls = 0;
            var asked = new List<string>();
            scene.Options.Tools = [new ApprovalRequiredAIFunction(Function("refund", () => $"refund {++calls}"))];
            scene.Options.ChatClient = new ScriptedChatClient()
                .When("refund 1", says: "It is refunded.")
                .When("was not given", says: "The refund is not made.")
                .When("no thanks", ScriptedReply.Calls("decline_transfer", ("reason", "no")))
                .When("desk", ScriptedReply.Calls("refund"));
            if (answer != "nobody is asked")
            {
                scene.Options.ApproveToolCall = (call, _) =>
                {
                    asked.Add(call.Name);
                    return answer == "throws" ? throw new InvalidOperationException("Nobody is in.") : ValueTask.FromResult(answer == "yes");
                };
            }

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal(isCalled ? 1 : 0, calls);
            Assert.Equal(answer == "nobody is asked" ? [] : ["refund"], asked);
        });

    private static AIFunction Function(string name, Func<string> call) => AIFunctionFactory.Create(call, name);
}
