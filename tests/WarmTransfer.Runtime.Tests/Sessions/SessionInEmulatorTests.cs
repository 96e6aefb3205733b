using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class SessionInEmulatorTests
{
    [Fact]
    public void Session_InARoom_AnswersTheCallerAndPlaysMusicOnHold()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions { TimeProvider = time });
            await using IRoom caller = await JoinAsync(emulator, "caller", ParticipantKind.Standard);
            await using IRoom agent = await JoinAsync(emulator, "agent", ParticipantKind.Agent);
            var heard = new List<string>();
            caller.Observe(roomEvent => heard.Add(Shown(roomEvent)));

            var chat = new StepwiseModel(time).Says("Good ", "morning.");
            await using var session = new CallSession(
                emulator.Backend, agent, "caller", new CallSessionOptions { ChatClient = chat, TimeProvider = time });
            await session.StartAsync();
            await WriteAsync(caller, "Hello?");
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            await using (await session.HoldAsync(HoldAudio.BuiltIn))
            {
                await WriteAsync(caller, "Anyone?");
                await Task.Delay(TimeSpan.FromSeconds(10), time);
            }

            await session.SayAsync("Back.");
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            Assert.Equal(
                ["lk.transcription: Good morning.", "published hold_audio Unknown", "unpublished hold_audio Unknown", "lk.transcription: Back."], heard);
        });
    }

    private static async Task<IRoom> JoinAsync(LiveKitEmulator emulator, string identity, ParticipantKind kind)
    {
        string token = emulator.Backend.Server.SignToken(
            new AccessToken { Identity = identity, Kind = kind, Video = new VideoGrant { RoomJoin = true, Room = "room" } });
        return await emulator.Rooms.ConnectAsync(emulator.Url, token);
    }

    private static async Task WriteAsync(IRoom room, string text)
    {
        await using ITextStreamWriter stream = await room.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Chat });
        await stream.WriteAsync(text);
    }

    private static string Shown(RoomEvent roomEvent) => roomEvent switch
    {
        RoomEvent.TextReceived { Text: var text } => $"{text.Topic}: {text.Text}",
        RoomEvent.TrackPublished { Track: var track } => $"published {track.Name} {track.Source}",
        RoomEvent.TrackUnpublished { Track: var track } => $"unpublished {track.Name} {track.Source}",
        _ => roomEvent.GetType().Name,
    };
}
