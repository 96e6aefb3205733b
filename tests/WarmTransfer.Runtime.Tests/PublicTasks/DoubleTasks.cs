using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;
using static WarmTransfer.Runtime.Tests.PublicTasks.PublicTask;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>The tasks of what the emulator has for users' tests: doubles of a call, a model and a control, single tools, and the clock.</summary>
internal static class DoubleTasks
{
    public static IEnumerable<PublicTask> All =>
    [
        Waits("EmulatedCall.Completion", async stage =>
        {
            var call = new EmulatedCall(stage.Time);
            _ = stage.AfterASecondAsync(() => call.End(CallEndedBy.Caller));
            await stage.WaitAsync(call.Completion);
        }),
        AtOnce("EmulatedCall.EndAsync", stage => stage.WaitAsync(new EmulatedCall(stage.Time).EndAsync())),
        AtOnce("EmulatedTransferControl.ConnectToCallerAsync", stage => stage.WaitAsync(new EmulatedTransferControl().ConnectToCallerAsync())),
        Waits("ScriptedChatClient.GetResponseAsync", stage =>
        {
            var model = new ScriptedChatClient(stage.Time).Otherwise(ScriptedReply.Says("Good morning.") with { WordDelay = Stage.Second });
            return stage.WaitAsync(model.GetResponseAsync([new ChatMessage(ChatRole.User, "Hello?")]));
        }),
        Waits("TransferAgentTestExtensions.CallToolAsync", async stage =>
        {
            var agent = new SlowAgent(stage);
            await stage.WaitAsync(agent.CallToolAsync(SlowAgent.ToolName));
            await stage.WaitAsync(agent.CallToolAsync(SlowAgent.ToolName, new EmulatedTransferControl(), services: null, CancellationToken.None));
        }),
        Waits("VirtualTime.AtRealPaceAsync", async stage =>
        {
            await stage.WaitAsync(stage.Time.AtRealPaceAsync("waiting", () => stage.DelayAsync(1)));
            await stage.WaitAsync(stage.Time.AtRealPaceAsync("waiting", () => InASecondAsync(stage)));
        }),
        Waits("VirtualTime.WaitForAsync", async stage =>
        {
            await stage.WaitAsync(stage.Time.WaitForAsync(stage.DelayAsync(1)));
            await stage.WaitAsync(stage.Time.WaitForAsync(InASecondAsync(stage)));
        }),
    ];

    private static async Task<string> InASecondAsync(Stage stage)
    {
        await stage.DelayAsync(1);
        return "done";
    }
}
