using System.Collections.Concurrent;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Transfers side by side on the thread pool and the system clock, as in production: the other transfer tests run on one thread.</summary>
public sealed class RealThreadTests
{
    private const int TransferCount = 40;

    /// <summary>What a line of the desk or the AI is: as short as it can be, since it takes its time.</summary>
    private const string Brief = "OK?";

    private enum Plot
    {
        AcceptByMove,
        AcceptByBridge,
        Decline,
        Busy,
        Reject,
        Mailbox,
        HumanHangsUp,
        CallerLeaves,
        Cancel,
        Dispose,
    }

    [Theory]
    [InlineData(false, LiveKitEdition.Cloud)]
    [InlineData(false, LiveKitEdition.OpenSource)]
    [InlineData(true, LiveKitEdition.Cloud)]
    public async Task Transfers_SideBySide_EachEndsAsItShouldWithNothingLeft(bool overSocket, LiveKitEdition edition)
    {
        var options = new LiveKitEmulatorOptions
        {
            Edition = edition,
            Trunks = [new SipOutboundTrunk { TrunkId = TransferScene.Trunk, Address = "sip.example.com", Numbers = ["+15105550100"] }],
        };
        await using var liveKit = overSocket
            ? await LiveKitEmulator.StartAsync(options, TestContext.Current.CancellationToken)
            : new LiveKitEmulator(options);
        using var http = overSocket ? new HttpMessageInvoker(new SocketsHttpHandler()) : new HttpMessageInvoker(liveKit.CreateHandler());
        var server = new LiveKitServerClient(http, new LiveKitCredentials(liveKit.Url.ToString(), liveKit.ApiKey, liveKit.ApiSecret), TimeProvider.System);
        var backend = new LiveKitBackend(server, liveKit.Rooms);

        using var unobserved = new UnobservedErrors();
        await Task.WhenAll(Enumerable.Range(0, TransferCount).Select(number => Task.Run(() => PlayAsync(liveKit, backend, number))));

        liveKit.AssertNothingLeft();
        Assert.Empty(unobserved.Collect());
    }

    private static async Task PlayAsync(LiveKitEmulator liveKit, LiveKitBackend backend, int number)
    {
        var plot = (Plot)(number % Enum.GetValues<Plot>().Length);
        var random = new Random(number);
        var roomName = $"call-{number}";
        var deskNumber = $"+1510555{number + 1000}";
        liveKit.Phones.Add(deskNumber, DeskOf(plot));

        var caller = await EmulatedCaller.JoinAsync(liveKit, roomName);
        await using var room = await backend.JoinAsAgentAsync(roomName, "ai");
        await using var session = new CallSession(backend, room, caller.Identity, new CallSessionOptions { ChatClient = NewModel() });
        await session.StartAsync();
        await using var transfer = new WarmTransferTask(new TransferScene.Desk(), OptionsOf(plot, deskNumber));
        using var cancellation = new CancellationTokenSource();

        var running = transfer.RunAsync(session, cancellation.Token);
        await DisturbAsync(plot, TimeSpan.FromMilliseconds(random.Next(1800)), caller, cancellation, transfer);
        var result = await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(IsExpected(plot, result), $"{plot} ended as {result}.");

        if (result is WarmTransferResult.Connected connected)
            await EndAsync(plot, connected, caller);
        else if (result is not WarmTransferResult.CallerLeft)
            Assert.Equal(SessionIO.AllOn, session.IO);

        var consultRoom = Assert.Single(result.Attempts).RoomName;
        Assert.Empty(await backend.Server.ListRoomsAsync([consultRoom]));
        await caller.LeaveAsync();
        if ((await backend.Server.ListRoomsAsync([roomName])).Count > 0)
            await backend.Server.DeleteRoomAsync(roomName);
    }

    private static Phone DeskOf(Plot plot)
    {
        var answers = Phone.AnswersAfter(TimeSpan.FromMilliseconds(80)).ReactsAfter(TimeSpan.FromMilliseconds(10)).Says("Desk");
        return plot switch
        {
            Plot.Decline => answers.When(Brief, says: "No"),
            Plot.Busy => Phone.Busy(),
            Plot.Reject => Phone.Rejects(),
            Plot.Mailbox => answers.When(Brief, says: "Tone"),
            Plot.HumanHangsUp => answers.When(Brief, new PhoneAction.HangUp()),
            _ => answers.When(Brief, says: "Yes"),
        };
    }

    private static WarmTransferOptions OptionsOf(Plot plot, string deskNumber) => new()
    {
        CallTo = deskNumber,
        SipTrunkId = TransferScene.Trunk,
        MergeStrategy = plot == Plot.AcceptByBridge ? MergeStrategy.AudioBridge : null,
        CallerLeftSpeech = "Bye",
        DeclinedSpeech = "Bye",
        TimedOutSpeech = "Bye",
    };

    private static ScriptedChatClient NewModel() => new ScriptedChatClient()
        .When("yes", ScriptedReply.Calls("connect_to_caller"))
        .When("no", ScriptedReply.Calls("decline_transfer", ("reason", "busy")))
        .When("tone", ScriptedReply.Calls("voicemail_detected"))
        .When("desk", says: Brief);

    private static async Task DisturbAsync(Plot plot, TimeSpan moment, EmulatedCaller caller, CancellationTokenSource cancellation, WarmTransferTask transfer)
    {
        if (plot is not (Plot.CallerLeaves or Plot.Cancel or Plot.Dispose))
            return;

        await Task.Delay(moment);
        if (plot is Plot.CallerLeaves)
            await caller.LeaveAsync();
        else if (plot is Plot.Cancel)
            cancellation.Cancel();
        else
            await Task.WhenAll(Task.Run(async () => await transfer.DisposeAsync()), Task.Run(async () => await transfer.DisposeAsync()));
    }

    private static bool IsExpected(Plot plot, WarmTransferResult result) => plot switch
    {
        Plot.AcceptByMove or Plot.AcceptByBridge => result is WarmTransferResult.Connected,
        Plot.Decline => result is WarmTransferResult.Declined,
        Plot.Busy => result is WarmTransferResult.Busy,
        Plot.Reject => result is WarmTransferResult.Rejected,
        Plot.Mailbox => result is WarmTransferResult.Voicemail,
        Plot.HumanHangsUp => result is WarmTransferResult.HumanLeft,
        Plot.CallerLeaves => result is WarmTransferResult.CallerLeft or WarmTransferResult.Connected,
        _ => result is WarmTransferResult.Cancelled or WarmTransferResult.Connected,
    };

    // One leaves while the application ends the call on several threads: it ends once all the same.
    private static async Task EndAsync(Plot plot, WarmTransferResult.Connected connected, EmulatedCaller caller)
    {
        if (plot is not Plot.CallerLeaves)
        {
            await Task.WhenAll(
                Task.Run(() => connected.Call.EndAsync()),
                Task.Run(caller.LeaveAsync),
                Task.Run(async () => await connected.Call.DisposeAsync()));
        }

        var end = await connected.Call.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(plot is Plot.CallerLeaves ? CallEndedBy.Caller : end.By, end.By);
    }

    /// <summary>What tasks threw that nobody awaited.</summary>
    private sealed class UnobservedErrors : IDisposable
    {
        private readonly ConcurrentQueue<Exception> _errors = [];

        public UnobservedErrors() => TaskScheduler.UnobservedTaskException += Note;

        public IReadOnlyCollection<Exception> Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return _errors;
        }

        public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

        private void Note(object? sender, UnobservedTaskExceptionEventArgs arguments) => _errors.Enqueue(arguments.Exception);
    }
}
