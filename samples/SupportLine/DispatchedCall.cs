using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using WarmTransfer;

namespace SupportLine;

/// <summary>A caller who asks for the support line, says the lines of the script and hangs up.</summary>
internal sealed class DispatchedCall(IRoom room, Timeline timeline) : IDisposable
{
    private const string HoldTrack = "hold_audio";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _heard = new(0);
    private volatile bool _musicEnded;

    public static async Task<int> RunAsync(SampleOptions options)
    {
        using var server = EnvironmentServer.Connect(options, NullLoggerFactory.Instance);
        var liveKit = server.LiveKit;
        var timeline = new Timeline(AnsiConsole.Console, TimeProvider.System, plain: true);
        var name = $"support-{Guid.NewGuid():N}"[..16];
        var token = liveKit.Server.SignToken(new AccessToken { Identity = EnvironmentServer.CallerIdentity, Video = new VideoGrant { RoomJoin = true, Room = name } });
        await using var room = await liveKit.Rooms.ConnectAsync(liveKit.Server.Url, token);
        using var call = new DispatchedCall(room, timeline);
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

    public void Dispose() => _heard.Dispose();

    private async Task<bool> TalkAsync()
    {
        var transcript = Transcript.Load(Path.Combine(AppContext.BaseDirectory, "Data", "caller.txt"));
        await _heard.WaitAsync(Patience);
        foreach (var line in transcript.ToAgent)
        {
            await SayAsync(line);
            await _heard.WaitAsync(Patience);
        }

        // On hold until the music ends. Then either the human is there, in this room or behind the AI, which relays the
        // sound and is silent itself; or the AI says how it went.
        while (!_musicEnded && room.IsConnected && await _heard.WaitAsync(TimeSpan.FromMinutes(1)))
        {
        }

        var connected = HumanIsHere() || (_musicEnded && !await _heard.WaitAsync(Pause));
        foreach (var line in connected ? transcript.ToHuman : ["No, thank you. Goodbye."])
        {
            if (!room.IsConnected)
                break;
            await SayAsync(line);
            await _heard.WaitAsync(Pause);
        }

        timeline.Caller("caller", "(hangs up)");
        return connected;
    }

    private void Hear(RoomEvent happened)
    {
        switch (happened)
        {
            case RoomEvent.TextReceived { Text: { Topic: TextTopics.Transcription } said }:
                timeline.Caller(said.ParticipantIdentity, said.Text.Trim());
                _heard.Release();
                break;
            case RoomEvent.TrackUnpublished { Track.Name: HoldTrack }:
                timeline.Caller("hold", "the music has ended");
                _musicEnded = true;
                _heard.Release();
                break;
            case RoomEvent.ParticipantJoined { Participant: { Kind: ParticipantKind.Sip } human }:
                timeline.Caller("room", $"{human.Identity} has joined");
                break;
        }
    }

    private bool HumanIsHere() => room.RemoteParticipants.Any(participant => participant.Kind == ParticipantKind.Sip);

    private async Task SayAsync(string line)
    {
        timeline.Caller("caller", line);
        await using var stream = await room.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Chat });
        await stream.WriteAsync(line);
    }
}
