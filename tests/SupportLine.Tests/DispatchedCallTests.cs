using Spectre.Console;
using WarmTransfer;
using WarmTransfer.Emulator;

namespace SupportLine.Tests;

/// <summary>The caller of <c>--call</c>, on hold at an agent whose music ends in either of the ways there are.</summary>
public sealed class DispatchedCallTests
{
    private const string Sorry = "Nobody can take the call.";

    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, true)]
    [InlineData(true, Sorry, false)]
    [InlineData(false, Sorry, false)]
    public void MusicEnds_ThenSilenceMeansConnected_AndWordsMeanNot(bool music, string? apology, bool connected) => _time.Run(async () =>
    {
        await using var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time });
        await using var caller = await JoinAsync(liveKit, "caller");
        await using var agent = await liveKit.Backend.JoinAsAgentAsync("support-1", "ai");
        var call = new DispatchedCall(caller, Timeline(), _time);
        using var listening = caller.Observe(call.Hear);
        List<string> heard = [];
        using var serving = agent.Observe(happened =>
        {
            if (happened is RoomEvent.TextReceived said)
                heard.Add(said.Text.Text);
        });
        var talk = call.TalkAsync();

        foreach (var line in (string[])["Brightwater Utilities.", "Your account number?", "1,208 kilowatt hours."])
        {
            var before = heard.Count;
            await SayAsync(agent, line);
            await Eventually.TrueAsync(() => heard.Count > before, _time, "The caller did not answer.");
        }

        await SayAsync(agent, "One moment, please.");
        await using var hold = await agent.PublishAudioAsync("hold_audio", TrackSource.Unknown);
        await Task.Delay(TimeSpan.FromSeconds(30), _time);
        if (music)
            hold.Mute();
        else
            await hold.DisposeAsync();
        if (apology is not null)
            await SayAsync(agent, apology);

        Assert.Equal(connected, await talk);
        Assert.Contains(heard, line => line.StartsWith(connected ? "Hello, yes" : "No, thank you", StringComparison.Ordinal));
    });

    [Fact]
    public void RoomClosesOnHold_TheCallEndsAtOnce() => _time.Run(async () =>
    {
        await using var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time });
        await using var caller = await JoinAsync(liveKit, "caller");
        var call = new DispatchedCall(caller, Timeline(), _time);
        using var listening = caller.Observe(call.Hear);
        var talk = call.TalkAsync();
        var before = _time.GetUtcNow();

        await liveKit.Backend.Server.DeleteRoomAsync("support-1");

        Assert.False(await talk);
        Assert.Equal(before, _time.GetUtcNow());
    });

    private Timeline Timeline() =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), _time, plain: true);

    private static Task<IRoom> JoinAsync(LiveKitEmulator liveKit, string identity)
    {
        var token = liveKit.Backend.Server.SignToken(new AccessToken { Identity = identity, Video = new VideoGrant { RoomJoin = true, Room = "support-1" } });
        return liveKit.Backend.Rooms.ConnectAsync(liveKit.Backend.Server.Url, token);
    }

    private static async Task SayAsync(IRoom room, string line)
    {
        await using var stream = await room.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Transcription });
        await stream.WriteAsync(line);
    }
}
