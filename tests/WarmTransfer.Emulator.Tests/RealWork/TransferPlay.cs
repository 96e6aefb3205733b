using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.RealWork;

/// <summary>A caller with their AI, and a desk that asks what an account owes before it takes the call.</summary>
internal sealed class TransferPlay(VirtualTime time, LiveKitEmulator liveKit, EmulatedCaller caller, CallSession session)
{
    public const string Desk = "+15105550123";
    public const string Trunk = "ST_billing";

    public VirtualTime Time => time;

    public LiveKitEmulator LiveKit => liveKit;

    public EmulatedCaller Caller => caller;

    public CallSession Session => session;

    /// <summary>Plays a scene; at its end nothing may be left but the caller.</summary>
    public static T Run<T>(Func<VirtualTime, IChatClient> model, Func<TransferPlay, Task<T>> scene, VirtualTimeRunOptions? options = null)
    {
        var time = new VirtualTime();
        return time.Run(
            async () =>
            {
                await using var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions
                {
                    TimeProvider = time,
                    Trunks = [new() { TrunkId = Trunk, Address = "sip.example.com", Numbers = ["+15105550100"] }],
                });
                liveKit.Phones.Add(Desk, Phone.AnswersAfter(TimeSpan.FromSeconds(2))
                    .Says("Billing desk, Dana speaking.")
                    .When("take the call", says: "What do they owe?", once: true)
                    .When("412.75", says: "Put them through."));
                await using var caller = await EmulatedCaller.JoinAsync(liveKit, "support-1");
                await using var room = await liveKit.Backend.JoinAsAgentAsync("support-1", "ai");
                await using var session = new CallSession(liveKit.Backend, room, caller.Identity, new() { ChatClient = model(time), TimeProvider = time });
                await session.StartAsync();
                var result = await scene(new TransferPlay(time, liveKit, caller, session));
                liveKit.AssertOnlyCallersLeft();
                return result;
            },
            options);
    }

    /// <summary>A model that asks for the call, looks the account up when asked, and connects.</summary>
    public static ScriptedChatClient Model(VirtualTime time) => new ScriptedChatClient(time)
        .When("billing desk", says: "I have a caller on hold. Can you take the call?")
        .When("what do they owe", ScriptedReply.Calls("lookup", ("accountNumber", "4471209")))
        .When("412.75", says: "They owe 412.75 euros.")
        .When("put them through", ScriptedReply.Calls("connect_to_caller"));

    /// <summary>Transfers, and checks that the two were connected.</summary>
    public async Task<bool> ConnectsAsync(ITransferAgent agent)
    {
        var connected = Assert.IsType<WarmTransferResult.Connected>(await session.WarmTransferAsync(agent));
        await connected.Call.EndAsync();
        return true;
    }
}

/// <summary>A desk whose one tool does what the test gives it to do.</summary>
[TransferAgent(CallTo = TransferPlay.Desk, SipTrunkId = TransferPlay.Trunk)]
internal sealed partial class LookupDesk(Func<TransferControl, Task<string>> lookup)
{
    public LookupDesk(Func<Task<string>> lookup)
        : this(_ => lookup())
    {
    }

    /// <summary>Tells what an account owes.</summary>
    /// <param name="accountNumber">Account number, digits only.</param>
    [TransferTool]
    private Task<string> LookupAsync(string accountNumber, TransferControl control) => lookup(control);
}
