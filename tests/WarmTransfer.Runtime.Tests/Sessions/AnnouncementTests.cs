using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class AnnouncementTests
{
    private const int Rate = 16_000;
    private const int MusicTone = 440;
    private const int ClipTone = 1000;

    private static readonly HoldAnnouncement Wait = new() { Text = "Please stay on the line." };

    [Fact]
    public void Text_OnHold_IsSaidKeptAndTold_AndTheSwitchesStayOff() => SessionFixture.Run(async test =>
    {
        await using (ICallerHold hold = await test.Session.HoldAsync(HoldAudio.None))
        {
            Assert.True(await hold.AnnounceAsync(Wait));
            Assert.Equal(SessionIO.AllOff, test.Session.IO);
            await test.Session.SayAsync("Not to be heard.");
        }

        Assert.Equal(["Please stay on the line."], test.Room.Said);
        Assert.Equal(TextTopics.Transcription, test.Room.Streams[0].Topic);
        Assert.Equal(["assistant: Please stay on the line."], test.History);
        Assert.Equal([new CallSessionEvent.AgentSpoke("Please stay on the line.", Interrupted: false)], test.Events);
        Assert.Empty(test.Room.Tracks);
    });

    [Fact]
    public void Text_WhileAReplyGoesOnUnheard_IsNotKeptWaiting() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMinutes(1), "Nobody hears this.");
        await using ICallerHold hold = await test.Session.HoldAsync(HoldAudio.None);
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(1000);
        Assert.True(await hold.AnnounceAsync(Wait));
        Assert.Equal(1000, test.Time.Elapsed.TotalMilliseconds);
        await test.Session.InterruptAsync();
        await reply;
    });

    [Fact]
    public void Clip_OverMusic_IsHeardWhileTheMusicIsTurnedDownAndUpAgain() => SessionFixture.Run(async test =>
    {
        await using ICallerHold hold = await test.Session.HoldAsync(Music());
        await test.Wait(1000);
        Assert.True(await hold.AnnounceAsync(new HoldAnnouncement { Clip = Clip(seconds: 1) }));
        await test.Wait(1000);

        FakeTrack track = Assert.Single(test.Room.Tracks);
        short[] samples = [.. track.Samples];
        var begin = Array.FindIndex(samples, sample => sample != 0);
        Assert.Equal(0, begin, tolerance: 2);
        var start = FirstHeard(samples);
        AssertLevels(samples.AsSpan(0, AudioFormat.SampleRate / 2), music: 0.4, clip: 0);
        AssertLevels(samples.AsSpan(start + 480, AudioFormat.SampleRate / 2), music: 0.08, clip: 0.3);
        AssertLevels(samples.AsSpan(samples.Length - 9600, 9600), music: 0.4, clip: 0);
        Assert.InRange(Tone.BiggestBend(samples), 0, 280);
        Assert.Empty(track.Times.Where((time, frame) => time != frame * AudioFormat.FrameDuration));
    });

    [Fact]
    public void Clip_Heard_IsReportedWhenItsLastSampleIsOut() => SessionFixture.Run(async test =>
    {
        await using ICallerHold hold = await test.Session.HoldAsync(Music());
        await test.Wait(1000);
        Assert.True(await hold.AnnounceAsync(new HoldAnnouncement { Clip = Clip(seconds: 1) }));
        FakeTrack track = test.Room.Tracks[0];
        var heard = ((int)track.FrameCount - track.QueuedFrames) * AudioFormat.SamplesPerFrame;
        Assert.True(LastHeard([.. track.Samples]) < heard);
    });

    public static TheoryData<string> NoMusic() => ["none", "refused", "ended"];

    [Theory]
    [MemberData(nameof(NoMusic))]
    public void Clip_WithoutMusic_IsPlayedOnAHoldTrackOfItsOwn(string why) => SessionFixture.Run(async test =>
    {
        if (why == "refused")
            test.Room.PublishFails = new InvalidOperationException("Not now.");

        await using ICallerHold hold = await test.Session.HoldAsync(why == "none" ? HoldAudio.None : Music());
        test.Room.PublishFails = null;
        if (why == "ended")
        {
            await test.Wait(500);
            test.Room.Tracks[0].WriteFails = new InvalidOperationException("The track broke.");
            await test.Wait(500);
        }

        Assert.True(await hold.AnnounceAsync(new HoldAnnouncement { Clip = Clip(seconds: 1) }));

        FakeTrack track = test.Room.Tracks[^1];
        Assert.Equal((HoldPlayer.TrackName, TrackSource.Unknown, true), (track.Name, track.Source, track.IsGone));
        AssertLevels(track.Samples.ToArray().AsSpan(480, AudioFormat.SampleRate / 2), music: 0, clip: 0.3);
    });

    [Fact]
    public void Announcements_AskedForAtOnce_AreMadeInOrderEachTextWithItsClip() => SessionFixture.Run(async test =>
    {
        await using ICallerHold hold = await test.Session.HoldAsync(HoldAudio.None);
        Task<bool>[] announcements =
        [
            hold.AnnounceAsync(new HoldAnnouncement { Text = "One.", Clip = Clip(seconds: 1) }),
            hold.AnnounceAsync(new HoldAnnouncement { Text = "Two." }),
            hold.AnnounceAsync(new HoldAnnouncement { Text = "Three.", Clip = Clip(seconds: 1) }),
        ];
        Assert.All(await Task.WhenAll(announcements), Assert.True);
        Assert.Equal(
            [
                "open", "say One.", "close", "publish hold_audio", "unpublish hold_audio",
                "open", "say Two.", "close",
                "open", "say Three.", "close", "publish hold_audio", "unpublish hold_audio",
            ],
            test.Room.Log);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hold_EndsDuringAnnouncements_TheyAreCutAndTheRestIsNotMade(bool music) => SessionFixture.Run(async test =>
    {
        ICallerHold hold = await test.Session.HoldAsync(music ? Music() : HoldAudio.None);
        Task<bool> first = hold.AnnounceAsync(new HoldAnnouncement { Text = "Long.", Clip = Clip(seconds: 60) });
        Task<bool> second = hold.AnnounceAsync(new HoldAnnouncement { Text = "Next." });
        await test.Wait(2000);
        await hold.DisposeAsync();
        Assert.InRange(test.Time.Elapsed.TotalMilliseconds, 2000, 2200);
        Assert.All(await Task.WhenAll(first, second), Assert.False);
        Assert.False(await hold.AnnounceAsync(Wait));
        Assert.Equal(["Long."], test.Room.Said);
        Assert.Empty(test.Room.LiveTracks);
        if (music)
            Assert.InRange(Tone.BiggestBend(test.Room.Tracks[0].Samples.ToArray()), 0, 280);

        await test.Session.SayAsync("Back.");
        Assert.Equal("close", test.Room.Log[^1]);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Announcement_Cancelled_IsCutAndTheNextIsMade(bool music) => SessionFixture.Run(async test =>
    {
        await using ICallerHold hold = await test.Session.HoldAsync(music ? Music() : HoldAudio.None);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2), test.Time);
        Task<bool> first = hold.AnnounceAsync(new HoldAnnouncement { Clip = Clip(seconds: 60) }, cancel.Token);
        Task<bool> next = hold.AnnounceAsync(new HoldAnnouncement { Clip = Clip(seconds: 1) });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.InRange(test.Time.Elapsed.TotalMilliseconds, 2000, 2150);
        Assert.True(await next);
        Assert.InRange(test.Time.Elapsed.TotalMilliseconds, 2980, 3700);
        if (music)
            Assert.InRange(Tone.BiggestBend(test.Room.Tracks[0].Samples.ToArray()), 0, 280);
    });

    [Fact]
    public void Announcement_RoomLost_IsNotHeardToTheEnd() => SessionFixture.Run(async test =>
    {
        await using ICallerHold hold = await test.Session.HoldAsync(Music());
        Task<bool> announcement = hold.AnnounceAsync(new HoldAnnouncement { Clip = Clip(seconds: 60) });
        await test.Wait(1000);
        test.Room.Disconnect(DisconnectReason.ServerShutdown);
        Assert.False(await announcement);
    });

    [Fact]
    public void Announcement_Empty_IsRefusedByName() => SessionFixture.Run(async test =>
    {
        await using ICallerHold hold = await test.Session.HoldAsync(HoldAudio.None);
        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => hold.AnnounceAsync(new HoldAnnouncement { Text = "" }));
        Assert.Contains("set its Text, its Clip, or both", thrown.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Announcement_TextRefused_ThrowsAndTheHoldGoesOn() => SessionFixture.Run(async test =>
    {
        await using ICallerHold hold = await test.Session.HoldAsync(HoldAudio.None);
        test.Room.TextFails = new InvalidOperationException("No data.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => hold.AnnounceAsync(Wait));
        test.Room.TextFails = null;
        Assert.True(await hold.AnnounceAsync(Wait));
    });

    [Fact]
    public void Keys_AreToldOnHoldOnly_AndOnlyTheParties() => SessionFixture.Run(async test =>
    {
        test.Room.Press('1');
        ICallerHold hold = await test.Session.HoldAsync(HoldAudio.None);
        var keys = new List<char>();
        hold.ObserveKeys(_ => throw new InvalidOperationException("Not my key."));
        hold.ObserveKeys(keys.Add);
        test.Room.Press('2');
        test.Room.Press('3', identity: "somebody");
        using (hold.ObserveKeys(keys.Add))
            test.Room.Press('#');

        test.Room.Press('*');
        await hold.DisposeAsync();
        test.Room.Press('5');
        Assert.Equal(['2', '#', '#', '*'], keys);
        Assert.Contains("Error: An observer of the session threw; it goes on getting events", test.Logs.Lines);
    });

    [Fact]
    public void CallersSideWithoutAnnouncements_SaysSo()
    {
        ICallerHold hold = new BareHold();
        Assert.Contains("AnnounceAsync", Assert.Throws<NotSupportedException>(() => { _ = hold.AnnounceAsync(Wait); }).Message, StringComparison.Ordinal);
        Assert.Contains("ObserveKeys", Assert.Throws<NotSupportedException>(() => hold.ObserveKeys(_ => { })).Message, StringComparison.Ordinal);
    }

    private static HoldAudio Music() => HoldAudio.Stream(_ => ToneAsync());

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> ToneAsync()
    {
        short[] second = [.. Tone.Sine(MusicTone, AudioFormat.SampleRate, seconds: 1, amplitude: 0.4f).Select(sample => (short)(sample * 32_768))];
        while (true)
        {
            yield return second;
            await Task.CompletedTask;
        }
    }

    // Without a click of its own at either end.
    private static AudioClip Clip(double seconds)
    {
        const int Edge = Rate / 100;
        var samples = Tone.Sine(ClipTone, Rate, seconds, amplitude: 0.3f);
        for (var i = 0; i < samples.Length; i++)
            samples[i] *= Math.Min(1, Math.Min(i, samples.Length - 1 - i) / (float)Edge);

        return new AudioClip(Rate, samples);
    }

    private static void AssertLevels(ReadOnlySpan<short> samples, double music, double clip)
    {
        Assert.Equal(music, Tone.Amplitude(samples, MusicTone), tolerance: 0.02);
        Assert.Equal(clip, Tone.Amplitude(samples, ClipTone), tolerance: 0.02);
    }

    private static int FirstHeard(short[] samples) => Enumerable.Range(0, samples.Length / 480).First(frame => IsHeard(samples, frame)) * 480;

    private static int LastHeard(short[] samples) => Enumerable.Range(0, samples.Length / 480).Last(frame => IsHeard(samples, frame)) * 480;

    private static bool IsHeard(short[] samples, int frame) => Tone.Amplitude(samples.AsSpan(frame * 480, 480), ClipTone) > 0.2;

    private sealed class BareHold : ICallerHold
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
