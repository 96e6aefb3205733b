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

    [Fact]
    public void Announcement_OnHold_IsHeardByTheCallerOverTheMusic_WhoseKeysCome()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = time });
            await using var caller = await EmulatedCaller.JoinAsync(emulator, "room");
            await using CallSession session = await CallSession.JoinAsync(
                emulator.Backend, "room", "agent", caller.Identity, new CallSessionOptions { ChatClient = new ScriptedChatClient(time), TimeProvider = time });
            await session.StartAsync();
            var keys = new List<char>();
            var clip = new AudioClip(AudioFormat.SampleRate, Tone.Sine(1000, AudioFormat.SampleRate, seconds: 3));
            await using (ICallerHold hold = await session.HoldAsync(HoldAudio.Stream(_ => MusicAsync())))
            {
                hold.ObserveKeys(keys.Add);
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                Assert.Equal(500, caller.Recording.Audio[^1].LastHertz, tolerance: 50.0);
                Task<bool> announced = hold.AnnounceAsync(new HoldAnnouncement { Text = "You are next.", Clip = clip });
                await Task.Delay(TimeSpan.FromSeconds(2), time);
                Assert.Equal(1000, caller.Recording.Audio[^1].LastHertz, tolerance: 50.0);
                caller.PressDigit('7');
                Assert.True(await announced);
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                Assert.Equal(500, caller.Recording.Audio[^1].LastHertz, tolerance: 50.0);
            }

            Assert.Equal(["You are next."], caller.Recording.Heard.Select(heard => heard.Text));
            Assert.Equal(HoldPlayer.TrackName, Assert.Single(caller.Recording.Audio).TrackName);
            Assert.Equal(['7'], keys);
        });
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> MusicAsync()
    {
        short[] second = [.. Tone.Sine(500, AudioFormat.SampleRate, seconds: 1).Select(sample => (short)(sample * 32_767))];
        while (true)
        {
            yield return second;
            await Task.CompletedTask;
        }
    }

    private static async Task<IRoom> JoinAsync(LiveKitEmulator emulator, string identity, ParticipantKind kind)
    {
        var token = emulator.Backend.Server.SignToken(
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
