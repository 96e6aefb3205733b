using System.Buffers;
using WarmTransfer.Emulator;
using WarmTransfer.Runtime.Tests.Transfers;
using static WarmTransfer.Runtime.Tests.PublicTasks.PublicTask;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>The tasks of a transfer, of its tools, and of the call it makes.</summary>
internal static class TransferTasks
{
    private const string Desk = "+15105550123";

    private static Phone Answers => Phone.AnswersAfter(TimeSpan.FromMilliseconds(100));

    public static IEnumerable<PublicTask> All =>
    [
        WaitsCostly("WarmTransferExtensions.WarmTransferAsync", async stage =>
        {
            var call = await stage.ShareAsync(() => TransferCall.BeginAsync(stage, Phone.Busy()));
            Assert.IsType<WarmTransferResult.Busy>(await stage.WaitAsync(call.TransferAsync()));
        }),
        WaitsCostly("WarmTransferTask.RunAsync", async stage =>
        {
            var call = await stage.ShareAsync(() => TransferCall.BeginAsync(stage, Phone.Busy()));
            await using var task = new WarmTransferTask(call.Agent, call.Options);
            Assert.IsType<WarmTransferResult.Busy>(await stage.WaitAsync(task.RunAsync(call.Session)));
        }),
        WaitsCostly("WarmTransferTask.DisposeAsync", async stage =>
        {
            var call = await stage.ShareAsync(() => TransferCall.BeginAsync(stage, Phone.RingsOut()));
            var task = new WarmTransferTask(call.Agent, call.Options);
            var transfer = task.RunAsync(call.Session);
            await stage.DelayAsync(1);
            await stage.WaitAsync(task.DisposeAsync());
            Assert.IsType<WarmTransferResult.Cancelled>(await transfer);
        }),
        WaitsCostly("TransferControl.ConnectToCallerAsync", async stage =>
        {
            await using var call = await TransferCall.BeginAsync(stage, Answers.Says("Hi."));
            var transfer = call.TransferAsync();
            await stage.DelayAsync(3);
            await stage.WaitAsync(call.Control!.ConnectToCallerAsync());
            await Assert.IsType<WarmTransferResult.Connected>(await transfer).Call.EndAsync();
        }),
        Connected("ConnectedCall.Completion", async (stage, call, connected) =>
        {
            _ = call.Caller.LeaveAsync();
            await stage.WaitAsync(connected.Completion);
        }),
        Connected("ConnectedCall.EndAsync", (stage, _, connected) => stage.WaitAsync(connected.EndAsync())),
        Connected("ConnectedCall.DisposeAsync", (stage, _, connected) => stage.WaitAsync(connected.DisposeAsync())),
        Waits("TransferTool.InvokeUtf8Async", stage =>
            stage.WaitAsync(new SlowAgent(stage).Tool.InvokeUtf8Async("{}"u8.ToArray(), new ArrayBufferWriter<byte>()))),
    ];

    private static PublicTask Connected(string member, Func<Stage, TransferCall, ConnectedCall, Task> end) => WaitsCostly(member, async stage =>
    {
        await using var call = await TransferCall.BeginAsync(stage, Answers.Says("OK."));
        await end(stage, call, Assert.IsType<WarmTransferResult.Connected>(await call.TransferAsync()).Call);
    });

    /// <summary>A caller in a room of their own, who may be transferred to the desk.</summary>
    private sealed class TransferCall(EmulatedCaller caller, IRoom room, CallSession session) : IAsyncDisposable
    {
        public EmulatedCaller Caller => caller;

        public CallSession Session => session;

        public WarmTransferOptions Options { get; } = new() { CallTo = Desk, SipTrunkId = Stage.Trunk, HoldAudio = HoldAudio.None };

        public ITransferAgent Agent => new ControlTap(new TransferScene.Desk(), control => Control = control);

        public TransferControl? Control { get; private set; }

        public static async Task<TransferCall> BeginAsync(Stage stage, Phone desk)
        {
            stage.LiveKit.Phones.Add(Desk, desk);
            var name = stage.NewName("call");
            var caller = await EmulatedCaller.JoinAsync(stage.LiveKit, name, Stage.CallerIdentity);
            var room = await stage.Backend.JoinAsAgentAsync(name, "ai");
            var model = new ScriptedChatClient().When("OK.", ScriptedReply.Calls("connect_to_caller"));
            return new TransferCall(caller, room, new CallSession(stage.Backend, room, Stage.CallerIdentity, new CallSessionOptions { ChatClient = model, TimeProvider = stage.Time }));
        }

        public Task<WarmTransferResult> TransferAsync() => session.WarmTransferAsync(Agent, Options);

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            await room.DisposeAsync();
            await caller.DisposeAsync();
        }
    }
}
