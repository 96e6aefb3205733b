using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using WarmTransfer;
using WarmTransfer.Emulator;

namespace SupportLine;

/// <summary>One call to the support line, from the caller's first word to the last.</summary>
internal sealed class SupportCall(SampleOptions options, VirtualTime time, Timeline timeline)
{
    private const string CallerRoom = "support-7319";
    private const string CallerIdentity = "caller";
    private const string DeskNumber = "+15105550123";

    /// <summary>What the AI is told.</summary>
    public const string Instructions = """
        You answer the support line of Brightwater Utilities. Be brief and friendly; you are heard, not read.
        Ask for the account number. You cannot change bills. When the caller wants a person, say that you will
        call the billing desk and ask them to hold, then call transfer_to_human.
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task<Outcome> RunAsync()
    {
        await using var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions
        {
            TimeProvider = time,
            Edition = options.Scenario.Edition,
            Trunks = [new SipOutboundTrunk { TrunkId = "ST_billing", Address = "sip.example.com", Numbers = ["+15105550100"] }],
        });
        PutDeskOnThePhone(liveKit);
        timeline.Header();

        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole().SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Critical));
        using var model = Models.Create(options, time, logs);
        var caller = await EmulatedCaller.JoinAsync(liveKit, CallerRoom, CallerIdentity);
        var outcome = await TalkAsync(liveKit, caller, model, logs);

        await caller.LeaveAsync();
        // A connected call has taken its room along.
        if (outcome.CallEnd is null)
            await liveKit.Backend.Server.DeleteRoomAsync(CallerRoom);
        liveKit.AssertNothingLeft();
        return outcome;
    }

    private async Task<Outcome> TalkAsync(LiveKitEmulator liveKit, EmulatedCaller caller, IChatClient model, ILoggerFactory logs)
    {
        await using var session = await CallSession.JoinAsync(liveKit.Backend, CallerRoom, "support-ai", CallerIdentity, new CallSessionOptions
        {
            ChatClient = model,
            Instructions = Instructions,
            TimeProvider = time,
            LoggerFactory = logs,
        });

        // The AI itself decides to transfer, by calling a function; the sample only waits for what comes of it.
        var transferred = new TaskCompletionSource<WarmTransferResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var invoices = InvoiceStore.Load(Path.Combine(AppContext.BaseDirectory, "Data", "invoices.json"));
        invoices.Read = (account, open) => timeline.Consult("tool", $"list_open_invoices({account}) found {open}");
        session.Tools = [new BillingDesk(invoices).AsCallerTool(session, TransferOptions(caller), new CallerToolOptions { Completed = Completed })];
        var spoken = new Turns(session, timeline);
        await session.StartAsync();

        var transcript = Transcript.Load(Path.Combine(AppContext.BaseDirectory, "Data", "caller.txt"));
        foreach (var line in transcript.ToAgent)
        {
            await SayAsync(caller, line);
            await spoken.NextAsync();
            await Task.Delay(Pause, time);
        }

        var result = await transferred.Task;
        if (result is WarmTransferResult.Connected connected)
            return new Outcome(result, await GoOnAsync(caller, connected.Call, transcript));

        if (result is not WarmTransferResult.CallerLeft)
        {
            await spoken.NextAsync();
            await Task.Delay(Pause, time);
            await SayAsync(caller, "No, thank you. Goodbye.");
        }

        return new Outcome(result, CallEnd: null);

        void Completed(WarmTransferResult completed)
        {
            if (completed is not (WarmTransferResult.Connected or WarmTransferResult.CallerLeft))
                timeline.Caller("hold", "off hold, the music has ended");
            transferred.SetResult(completed);
        }
    }

    private WarmTransferOptions TransferOptions(EmulatedCaller caller)
    {
        var report = new TransferReport(timeline);
        return new WarmTransferOptions
        {
            RingingTimeout = options.Interactive ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(8),
            ConsultTimeout = options.Interactive || options.OpenAI ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(20),
            SilenceTimeout = TimeSpan.FromMinutes(options.Interactive ? 2 : 1),
            Progress = options.Scenario.CallerLeavesAfter is { } patience ? new Impatience(report, () => _ = LeaveAsync(caller, patience)) : report,
        };
    }

    private async Task LeaveAsync(EmulatedCaller caller, TimeSpan patience)
    {
        await Task.Delay(patience, time);
        timeline.Caller("caller", "(hangs up)");
        await caller.LeaveAsync();
    }

    /// <summary>What the two say to each other once they are connected.</summary>
    private async Task<CallEnd> GoOnAsync(EmulatedCaller caller, ConnectedCall call, Transcript transcript)
    {
        foreach (var line in transcript.ToHuman)
        {
            if (call.Completion.IsCompleted)
                break;
            await SayAsync(caller, line);
            await ListenAsync(call, TimeSpan.FromSeconds(options.Interactive ? 15 : 6));
        }

        if (call is { RelayToHuman: { } toHuman, RelayToCaller: { } toCaller })
            timeline.Caller("bridge", $"{toHuman.Frames} frames relayed to the human, {toCaller.Frames} to the caller");
        if (!call.Completion.IsCompleted)
            timeline.Caller("caller", "(hangs up)");
        await caller.LeaveAsync();
        return await call.Completion;
    }

    /// <summary>Leaves the other long enough to answer, unless they hang up.</summary>
    private async Task ListenAsync(ConnectedCall call, TimeSpan patience)
    {
        for (var listened = TimeSpan.Zero; listened < patience && !call.Completion.IsCompleted; listened += Pause)
            await Task.Delay(Pause, time);
    }

    private async Task SayAsync(EmulatedCaller caller, string line)
    {
        timeline.Caller("caller", line);
        await caller.SayAsync(line);
    }

    private void PutDeskOnThePhone(LiveKitEmulator liveKit)
    {
        liveKit.Phones.OnCallPlaced(call =>
        {
            call.Recording.OnHeard(heard => OnDesk(heard.Room, "AI", heard.Text.Trim()));
            call.Recording.OnSaid(said => OnDesk(said.Room, "human", said.Text));
        });
        if (!options.Interactive)
        {
            liveKit.Phones.Add(DeskNumber, options.Scenario.Desk);
            return;
        }

        var supervisor = new Supervisor(timeline, time);
        liveKit.Phones.Add(DeskNumber, Phone.Person(supervisor.Person));
        supervisor.Start();
    }

    // In the caller's room the caller's own lines and the AI's are on the timeline already.
    private void OnDesk(string room, string who, string text)
    {
        if (room != CallerRoom)
            timeline.Consult(who, text);
        else if (who == "human")
            timeline.Caller(who, text);
    }

    /// <summary>A caller who does not wait for ever: hangs up some time after being put on hold.</summary>
    private sealed class Impatience(IProgress<TransferProgress> report, Action onHold) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            if (value is { Phase: TransferPhase.Opening, Attempt.DialledAt: null })
                onHold();
            report.Report(value);
        }
    }

    /// <summary>The AI's turns in the caller's room.</summary>
    private sealed class Turns
    {
        private readonly SemaphoreSlim _said = new(0);

        public Turns(CallSession session, Timeline timeline) => session.Observe(happened =>
        {
            if (happened is not CallSessionEvent.AgentSpoke { Text: var text })
                return;
            timeline.Caller("AI", text.Trim());
            _said.Release();
        });

        public Task NextAsync() => _said.WaitAsync();
    }
}
