using Microsoft.Extensions.Logging;
using Spectre.Console;
using WarmTransfer;

namespace SupportLine;

/// <summary>One call to the support line on a LiveKit server: the caller is whoever joins the room, the human whoever answers the phone.</summary>
internal sealed class LiveCall(SampleOptions options, LiveKitBackend liveKit, string trunk, Timeline timeline, TimeProvider time, ILoggerFactory logs)
{
    private const string Welcome = "Brightwater Utilities, how can I help you? Ask for a person, and I call our billing desk.";

    /// <summary>How long the link can be used; who has joined may stay.</summary>
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    /// <summary>Should this process die, the server clears the empty room away after this long.</summary>
    private static readonly TimeSpan EmptyTimeout = TimeSpan.FromMinutes(1);

    private WarmTransferResult? _result;
    private DisconnectReason? _lost;

    public string RoomName { get; } = $"support-{Guid.NewGuid():N}"[..16];

    /// <summary>Gets what failed, in a sentence. A transfer that ended otherwise, because people left or decided so, has not failed.</summary>
    public string? Failure { get; private set; }

    public static async Task<int> RunAsync(SampleOptions options)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Warning));
        using var server = EnvironmentServer.Connect(options, logs);
        using var stop = new StopSignal();
        var timeline = new Timeline(AnsiConsole.Console, TimeProvider.System, plain: Console.IsOutputRedirected);
        return await new LiveCall(options, server.LiveKit, server.Trunk, timeline, TimeProvider.System, logs).RunAsync(Console.Out, Console.Error, stop.Token);
    }

    /// <summary>Waits for a caller, serves them, and says how it went.</summary>
    /// <param name="output">Where the outcome goes.</param>
    /// <param name="errors">Where it goes what failed.</param>
    /// <param name="stopped">Ends the call.</param>
    /// <returns>The exit code: 1 when something failed, else 0, whatever came of the transfer.</returns>
    public async Task<int> RunAsync(TextWriter output, TextWriter errors, CancellationToken stopped)
    {
        var outcome = await RunAsync(stopped);
        if (outcome is not null)
            timeline.Summary(outcome);
        output.WriteLine($"outcome: {outcome?.Text ?? "no transfer"}");
        if (Failure is null)
            return 0;
        errors.WriteLine(Failure);
        return 1;
    }

    /// <summary>Waits for a caller and serves them. Whatever happens, the room is deleted at the end.</summary>
    /// <param name="stopped">Ends the call: a phone that rings is cancelled, one that was answered is told.</param>
    /// <returns>How the last transfer went; <see langword="null"/> when there was none.</returns>
    public async Task<Outcome?> RunAsync(CancellationToken stopped)
    {
        using var model = Models.Create(options, time, logs);
        await liveKit.Server.CreateRoomAsync(new CreateRoomRequest { Name = RoomName, EmptyTimeout = EmptyTimeout }, CancellationToken.None);
        try
        {
            await using var room = await liveKit.JoinAsAgentAsync(RoomName, "support-ai", stopped);
            Invite();
            var caller = await CallerAsync(room, stopped);
            timeline.Caller("room", $"{caller} has joined");
            await using var session = new CallSession(liveKit, room, caller, new CallSessionOptions
            {
                ChatClient = model,
                Instructions = SupportCall.Instructions,
                TimeProvider = time,
                LoggerFactory = logs,
            });
            return await TalkAsync(session, stopped);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await DeleteRoomAsync();
        }
    }

    /// <summary>Writes down how to join: with a token that allows this one room and nothing else.</summary>
    private void Invite()
    {
        var token = liveKit.Server.SignToken(new AccessToken
        {
            Identity = EnvironmentServer.CallerIdentity,
            Video = new VideoGrant { RoomJoin = true, Room = RoomName, CanPublish = true, CanSubscribe = true, CanPublishData = true },
            Lifetime = LinkLifetime,
        });
        timeline.Note($"room   {RoomName}");
        timeline.Note($"token  {token}");
        timeline.Note($"join   {JoinLink(liveKit.Server.Url, token)}");
        timeline.Note("Join as the caller and write in the chat, such as: I'd like to speak to a person. Ctrl+C ends the call.");
    }

    /// <summary>LiveKit Meet, in a browser, for any server. Browsers speak WebSocket to it, whatever the address says.</summary>
    internal static string JoinLink(Uri server, string token)
    {
        var webSocket = new UriBuilder(server) { Scheme = server.Scheme is "https" or "wss" ? "wss" : "ws" };
        if (server.IsDefaultPort)
            webSocket.Port = -1;
        return $"https://meet.livekit.io/custom?liveKitUrl={Uri.EscapeDataString(webSocket.Uri.AbsoluteUri.TrimEnd('/'))}&token={Uri.EscapeDataString(token)}";
    }

    private static async Task<string> CallerAsync(IRoom room, CancellationToken stopped)
    {
        var joined = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancellation = stopped.Register(() => joined.TrySetCanceled(stopped));
        using var observation = room.Observe(happened =>
        {
            if (happened is RoomEvent.ParticipantJoined { Participant: var participant })
                Greet(participant);
        });
        foreach (var participant in room.RemoteParticipants)
            Greet(participant);
        return await joined.Task;

        void Greet(ParticipantInfo participant)
        {
            if (participant.Kind is ParticipantKind.Standard or ParticipantKind.Sip)
                joined.TrySetResult(participant.Identity);
        }
    }

    /// <summary>Talks with the caller until they leave, are connected with the human and one of the two hangs up, or the program is stopped.</summary>
    private async Task<Outcome?> TalkAsync(CallSession session, CancellationToken stopped)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancellation = stopped.Register(() => over.TrySetResult());
        using var observation = session.Observe(Show);
        using var departure = session.Room.Observe(Watch);
        var transfer = SupportTransfer.Create(session, options, trunk, timeline, Completed);
        session.Tools = [transfer];
        await session.StartAsync(CancellationToken.None);
        if (session.Room.RemoteParticipants.All(participant => participant.Identity != session.ParticipantIdentity))
            over.TrySetResult();
        await session.SayAsync(Welcome, stopped);
        await over.Task;

        // A caller who leaves ends a transfer, too, and for that reason; only stopping cancels it.
        if (stopped.IsCancellationRequested)
            await session.InterruptAsync();
        await transfer.SettleAsync();
        var outcome = _result switch
        {
            null => null,
            WarmTransferResult.Connected { Call: var call } => new Outcome(_result, await EndOfAsync(call, stopped)),
            _ => new Outcome(_result, CallEnd: null),
        };
        Failure = LostConnection() ?? transfer.Failure ?? outcome?.Failure;
        return outcome;

        void Completed(WarmTransferResult result)
        {
            _result = result;
            timeline.Caller("transfer", result.Describe());
            if (result is WarmTransferResult.Connected)
                over.TrySetResult();
        }

        void Watch(RoomEvent happened)
        {
            if (happened is RoomEvent.Disconnected { Reason: var reason })
                _lost = reason;
            if (happened is RoomEvent.Disconnected || happened is RoomEvent.ParticipantLeft { Participant: var left } && left.Identity == session.ParticipantIdentity)
                over.TrySetResult();
        }

        void Show(CallSessionEvent happened)
        {
            switch (happened)
            {
                case CallSessionEvent.PartySpoke { Text: var said }:
                    timeline.Caller("caller", said);
                    break;
                case CallSessionEvent.AgentSpoke { Text: var said }:
                    timeline.Caller("AI", said.Trim());
                    _ = WriteAsync(session.Room, said.Trim());
                    break;
            }
        }
    }

    // Whoever deletes the room ends the call, as a connected call does itself when one of the two hangs up.
    private string? LostConnection() => _lost is null or DisconnectReason.RoomDeleted or DisconnectReason.RoomClosed
        ? null
        : $"The connection to the room was lost ({_lost}).";

    // LiveKit Meet shows what is written in the chat, and not what is said.
    private async Task WriteAsync(IRoom room, string text)
    {
        try
        {
            await using var stream = await room.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Chat });
            await stream.WriteAsync(text);
        }
        catch (InvalidOperationException exception)
        {
            timeline.Caller("chat", exception.Message);
        }
    }

    private static async Task<CallEnd> EndOfAsync(ConnectedCall call, CancellationToken stopped)
    {
        using var cancellation = stopped.Register(() => _ = call.EndAsync());
        return await call.Completion;
    }

    private async Task DeleteRoomAsync()
    {
        try
        {
            await liveKit.Server.DeleteRoomAsync(RoomName);
        }
        catch (LiveKitException exception) when (exception.Code is TwirpErrorCode.NotFound)
        {
            // A connected call has taken its room along.
        }
    }
}
