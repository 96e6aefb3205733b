using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using WarmTransfer;

namespace SupportLine;

/// <summary>A caller who asks for the support line, says the lines of the script and hangs up.</summary>
internal sealed class DispatchedCall(IRoom room, Timeline timeline, TimeProvider time)
{
    private const string HoldTrack = "hold_audio";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly Channel<RoomEvent> _heard = Channel.CreateUnbounded<RoomEvent>();
    private volatile bool _musicEnded;

    public static async Task<int> RunAsync(SampleOptions options)
    {
        using var server = EnvironmentServer.Connect(options, NullLoggerFactory.Instance);
        var liveKit = server.LiveKit;
        var timeline = new Timeline(AnsiConsole.Console, TimeProvider.System, plain: true);
        var name = $"support-{Guid.NewGuid():N}"[..16];
        var token = liveKit.Server.SignToken(new AccessToken { Identity = EnvironmentServer.CallerIdentity, Video = new VideoGrant { RoomJoin = true, Room = name } });
        await using var room = await liveKit.Rooms.ConnectAsync(liveKit.Server.Url, token);
        var call = new DispatchedCall(room, timeline, TimeProvider.System);
        using var listening = room.Observe(call.Hear);
        var dispatched = await new DispatchGuard(liveKit.Server).DispatchAsync(name, EnvironmentServer.AgentName);
        if (dispatched is not DispatchResult.Joined { Identity: var agent })
        {
            Console.Error.WriteLine($"Nobody serves \"{EnvironmentServer.AgentName}\": start SupportLine --worker in another terminal.");
            return 1;
        }

        timeline.Caller("room", $"{agent} has joined {name}");
        var humanJoined = await call.TalkAsync();
        Console.WriteLine(humanJoined ? "outcome: connected" : "outcome: not connected");
        return humanJoined ? 0 : 1;
    }

    /// <summary>Says the script, and hangs up.</summary>
    /// <returns>Whether the caller was connected with a human.</returns>
    internal async Task<bool> TalkAsync()
    {
        var transcript = Transcript.Load(Path.Combine(AppContext.BaseDirectory, "Data", "caller.txt"));
        await HearsAsync(Patience);
        await SayAsync(transcript.ToAgent, Patience);

        // On hold until the music ends. Then either the human is there, in this room or behind the AI, which relays the
        // sound and is silent itself; or the AI says how it went.
        while (!_musicEnded && await HearsAsync(TimeSpan.FromMinutes(1)))
        {
        }

        var connected = HumanIsHere() || (_musicEnded && !await HearsAsync(Pause) && room.IsConnected);
        await SayAsync(connected ? transcript.ToHuman : ["No, thank you. Goodbye."], Pause);
        timeline.Caller("caller", "(hangs up)");
        return connected;
    }

    internal void Hear(RoomEvent happened)
    {
        switch (happened)
        {
            case RoomEvent.TextReceived { Text: { Topic: TextTopics.Transcription } said }:
                timeline.Caller(said.ParticipantIdentity, said.Text.Trim());
                _heard.Writer.TryWrite(happened);
                break;
            // The emulator's music is unpublished; a real server's stays, muted, for the next hold.
            case RoomEvent.TrackUnpublished { Track.Name: HoldTrack }:
            case RoomEvent.TrackMuteChanged { Track: { Name: HoldTrack, Muted: true } }:
                timeline.Caller("hold", "the music has ended");
                _musicEnded = true;
                _heard.Writer.TryWrite(happened);
                break;
            case RoomEvent.Disconnected:
                _heard.Writer.TryComplete();
                break;
            case RoomEvent.ParticipantJoined { Participant: { Kind: ParticipantKind.Sip } human }:
                timeline.Caller("room", $"{human.Identity} has joined");
                break;
        }
    }

    /// <summary>Waits for the next thing to be heard.</summary>
    /// <returns>False when there was nothing in that time, or the call has ended.</returns>
    private async Task<bool> HearsAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within, time);
        try
        {
            return await _heard.Reader.WaitToReadAsync(patience.Token) && _heard.Reader.TryRead(out _);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private bool HumanIsHere() => room.RemoteParticipants.Any(participant => participant.Kind == ParticipantKind.Sip);

    /// <summary>Says one line after the other, and waits after each for an answer, while the call lasts.</summary>
    private async Task SayAsync(IEnumerable<string> lines, TimeSpan patience)
    {
        foreach (var line in lines.TakeWhile(_ => room.IsConnected))
        {
            await SayAsync(line);
            await HearsAsync(patience);
        }
    }

    private async Task SayAsync(string line)
    {
        timeline.Caller("caller", line);
        await using var stream = await room.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Chat });
        await stream.WriteAsync(line);
    }
}
