using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>A caller in a room with an AI, a desk that can be called, and a model that follows simple rules, all under one virtual clock.</summary>
internal sealed class TransferScene
{
    public const string CallerRoom = "call-1";
    public const string CallerIdentity = "caller";
    public const string DeskNumber = "+15105550123";
    public const string Trunk = "ST_billing";

    /// <summary>What the desk hears when it is briefed.</summary>
    public const string Brief = "Can you take the call?";

    private SessionIO _ioBefore = null!;

    private TransferScene(VirtualTime time, LiveKitEmulator liveKit)
    {
        Time = time;
        LiveKit = liveKit;
        Requests = new RequestHooks(liveKit.CreateHandler());
        Server = new LiveKitServerClient(new HttpMessageInvoker(Requests), new LiveKitCredentials(liveKit.Url.ToString(), liveKit.ApiKey, liveKit.ApiSecret), time);
        Backend = new LiveKitBackend(Server, liveKit.Rooms);
    }

    public VirtualTime Time { get; }

    public LiveKitEmulator LiveKit { get; }

    public FaultPlan Faults => LiveKit.Faults;

    public RequestHooks Requests { get; }

    public LiveKitServerClient Server { get; }

    public LiveKitBackend Backend { get; }

    public ScriptedChatClient Model { get; } = new ScriptedChatClient()
        .When("put them through", ScriptedReply.Calls("connect_to_caller"))
        .When("no thanks", ScriptedReply.Calls("decline_transfer", ("reason", "in a meeting")))
        .When("after the tone", ScriptedReply.Calls("voicemail_detected"))
        .When("desk", says: Brief);

    public WarmTransferOptions Options { get; } = new() { CallTo = DeskNumber, SipTrunkId = Trunk };

    public Desk Agent { get; } = new();

    public EmulatedCaller Caller { get; private set; } = null!;

    public CallSession CallerSession { get; private set; } = null!;

    public PhoneCall DeskCall => LiveKit.Phones.Calls[^1];

    /// <summary>A phone whose owner takes the call as soon as they are asked.</summary>
    public static Phone Accepts => Answers.When(Brief, says: "Yes, put them through.");

    public static Phone Declines => Answers.When(Brief, says: "No thanks.");

    public static Phone Answers => Phone.AnswersAfter(TimeSpan.FromSeconds(2)).Says("Billing desk.");

    /// <summary>Plays a scene; at its end everything must have been closed again.</summary>
    public static void Play(Phone desk, Func<TransferScene, Task> scene, LiveKitEdition edition = LiveKitEdition.Cloud)
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions
            {
                TimeProvider = time,
                Edition = edition,
                Trunks = [new SipOutboundTrunk { TrunkId = Trunk, Address = "sip.example.com", Numbers = ["+15105550100"] }],
            });
            liveKit.Phones.Add(DeskNumber, desk);
            var play = new TransferScene(time, liveKit);
            await play.StartAsync();
            await scene(play);
            await play.EndAsync();
            liveKit.AssertNothingLeft();
        });
    }

    public Task<WarmTransferResult> TransferAsync(CancellationToken cancellationToken = default) =>
        CallerSession.WarmTransferAsync(Agent, Options, cancellationToken);

    /// <summary>Runs the transfer and checks that the caller has the AI back, with everything as it was and nothing left open.</summary>
    public async Task<T> EndsAsAsync<T>(Task<WarmTransferResult>? transfer = null)
        where T : WarmTransferResult
    {
        var result = Assert.IsType<T>(await (transfer ?? TransferAsync()));
        await AssertCallerIsBackAsync();
        return result;
    }

    public async Task AssertCallerIsBackAsync()
    {
        await AssertNobodyElseIsLeftAsync();
        Assert.Equal(_ioBefore, CallerSession.IO);
        Assert.Equal([CallerIdentity], CallerSession.Room.RemoteParticipants.Select(participant => participant.Identity));
        Assert.Empty((await LiveKit.Backend.Server.GetParticipantAsync(CallerRoom, "ai")).Tracks);
    }

    /// <summary>Checks that no room but the caller's is left, and that no phone rings or is off the hook.</summary>
    public async Task AssertNobodyElseIsLeftAsync()
    {
        var rooms = await LiveKit.Backend.Server.ListRoomsAsync();
        Assert.All(rooms, room => Assert.Equal(CallerRoom, room.Name));
        Assert.All(LiveKit.Phones.Calls, call => Assert.Equal(PhoneCallStatus.Over, call.Status));
    }

    /// <summary>Checks that a party who left ended the transfer, with this result, or else the connected call; and that no room or phone but the caller's is left.</summary>
    /// <returns>Whether the transfer was ended.</returns>
    public async Task<bool> AssertEndedAsync<T>(WarmTransferResult result, CallEndedBy party)
        where T : WarmTransferResult
    {
        var connected = result as WarmTransferResult.Connected;
        if (connected is null)
            Assert.IsType<T>(result);
        else
            Assert.Equal(party, (await connected.Call.Completion).By);
        await AssertNobodyElseIsLeftAsync();
        return connected is null;
    }

    /// <summary>Lets the clock run until something has come true.</summary>
    public Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string failure = "") => Eventually.TrueAsync(condition, Time, failure);

    private async Task StartAsync()
    {
        Caller = await EmulatedCaller.JoinAsync(LiveKit, CallerRoom, CallerIdentity);
        CallerSession = await CallSession.JoinAsync(Backend, CallerRoom, "ai", CallerIdentity, new CallSessionOptions { ChatClient = Model, TimeProvider = Time });
        await CallerSession.StartAsync();
        // Not simply all on: what was off before must be off again.
        CallerSession.Input.Audio = false;
        _ioBefore = CallerSession.IO;
    }

    private async Task EndAsync()
    {
        await CallerSession.DisposeAsync();
        await Caller.LeaveAsync();
        Faults.Clear();
        // Gone already where the call was connected and has ended.
        if ((await LiveKit.Backend.Server.ListRoomsAsync([CallerRoom])).Count > 0)
            await LiveKit.Backend.Server.DeleteRoomAsync(CallerRoom);
    }

    /// <summary>A transfer agent as generated code would make it, with the built-in tools alone.</summary>
    internal sealed class Desk : ITransferAgent
    {
        public TransferAgentDefinition Definition { get; } = new("Desk");

        public IReadOnlyList<AIFunction> CreateTools(TransferControl control) =>
            [new ConnectToCallerTool(control), new DeclineTransferTool(control), new VoicemailDetectedTool(control)];
    }
}
