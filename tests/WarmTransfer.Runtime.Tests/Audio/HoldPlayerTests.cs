using System.Runtime.CompilerServices;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class HoldPlayerTests
{
    private readonly VirtualTime _time = new();
    private readonly LogRecorder _logs = new();
    private readonly FakeRoom _room;

    public HoldPlayerTests() => _room = new FakeRoom(_time);

    private FakeTrack Track => _room.Tracks[0];

    [Fact]
    public void Frames_OverTenMinutes_FollowTheClockWithoutDrift() => _time.Run(async () =>
    {
        HoldPlayer player = await StartAsync(HoldAudio.BuiltIn);
        await Wait(TimeSpan.FromMinutes(10));
        Assert.InRange(Track.FrameCount - Track.QueuedFrames, 60_000 - 1, 60_000 + 1);
        for (var frame = 0; frame < Track.Times.Count; frame++)
            Assert.Equal(frame * AudioFormat.FrameDuration, Track.Times[frame]);

        await player.DisposeAsync();
    });

    [Fact]
    public void Frames_AreWrittenAhead_TenAtATime() => _time.Run(async () =>
    {
        HoldPlayer player = await StartAsync(HoldAudio.BuiltIn);
        await Wait(TimeSpan.FromSeconds(10));
        Assert.InRange(Track.WrittenTimes.Distinct().Count(), 98, 102);
        for (var frame = 20; frame < Track.Times.Count; frame++)
            Assert.InRange((Track.Times[frame] - Track.WrittenTimes[frame]).TotalMilliseconds, 50, 140);

        await player.DisposeAsync();
    });

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(47)]
    public void Stop_TheFadeBeginsAtOnce_AndNothingIsLeftOutOrHeardTwice(int extraMilliseconds) => _time.Run(async () =>
    {
        // Each frame is one louder than the last, so that the fade shows which it was made of.
        short next = 0;
        HoldPlayer player = await StartAsync(HoldAudio.Stream(_ => CountingAsync(() => next += 10)) with { FadeOut = TimeSpan.FromSeconds(1) });
        await Wait(TimeSpan.FromMilliseconds(1000 + extraMilliseconds));
        var heard = (int)Track.FrameCount - Track.QueuedFrames;
        await player.DisposeAsync();

        Assert.Equal(100 + ((extraMilliseconds + 9) / 10), heard, tolerance: 1.0);
        for (var frame = 0; frame < heard; frame++)
            Assert.Equal((frame + 1) * 10, Track.Samples[frame * AudioFormat.SamplesPerFrame]);
        for (var frame = heard; frame < heard + 90; frame++)
            Assert.Equal((frame + 1) * 10 * (1 - ((frame - heard) / 100.0)), Track.Samples[frame * AudioFormat.SamplesPerFrame], tolerance: 2.0);
        Assert.Equal(0, Track.Samples[^1]);
    });

    [Fact]
    public void Stop_DuringTheFadeIn_NoFrameIsLouderThanTheLast() => _time.Run(async () =>
    {
        HoldPlayer player = await StartAsync(HoldAudio.Stream(ConstantAsync) with { FadeIn = TimeSpan.FromMilliseconds(500), FadeOut = TimeSpan.FromMilliseconds(500) });
        await Wait(TimeSpan.FromMilliseconds(250));
        var heard = ((int)Track.FrameCount - Track.QueuedFrames) * AudioFormat.SamplesPerFrame;
        await player.DisposeAsync();

        Assert.InRange(Track.Samples[heard], 4900, 5300);
        for (var sample = heard; sample < Track.Samples.Count - 1; sample++)
            Assert.True(Track.Samples[sample + 1] <= Track.Samples[sample]);
    });

    [Theory]
    [InlineData(150)]
    [InlineData(5000)]
    public void Frames_AfterAStall_CatchUpWithinTheQueue(int stallMilliseconds) => _time.Run(async () =>
    {
        // A stream that is late stalls the player like a busy machine does.
        HoldPlayer player = await StartAsync(HoldAudio.Stream(cancellationToken => StallingAsync(TimeSpan.FromMilliseconds(stallMilliseconds - 10), cancellationToken)));
        await Wait(TimeSpan.FromSeconds(10));
        var biggest = Track.WrittenTimes.CountBy(time => time).Max(times => times.Value);
        Assert.InRange(biggest, 19, 22);
        // As many as there was time for, and those written ahead.
        if (stallMilliseconds <= 200)
            Assert.InRange(Track.FrameCount, 1005, 1015);

        await player.DisposeAsync();
    });

    [Fact]
    public void Stop_FadesOutAndIsGoneInTime() => _time.Run(async () =>
    {
        HoldPlayer player = await StartAsync(HoldAudio.Stream(ConstantAsync) with { FadeOut = TimeSpan.FromMilliseconds(100) });
        await Wait(TimeSpan.FromSeconds(1));
        Assert.Equal(10_000, Track.LastFrame[0]);
        await player.DisposeAsync();
        Assert.True(Track.IsGone);
        Assert.InRange(_time.Elapsed.TotalMilliseconds, 1090, 1150);
        Assert.Equal(0, Track.LastFrame[^1]);
        AssertSmooth(Track.Samples);
    });

    [Fact]
    public void Stop_WithoutFade_IsGoneAtOnce() => _time.Run(async () =>
    {
        HoldPlayer player = await StartAsync(HoldAudio.BuiltIn with { FadeOut = TimeSpan.Zero });
        await Wait(TimeSpan.FromSeconds(1));
        await player.DisposeAsync();
        Assert.InRange(_time.Elapsed.TotalMilliseconds, 1000, 1020);
    });

    [Fact]
    public void Fades_AreLinear_AndVolumeIsApplied() => _time.Run(async () =>
    {
        var audio = HoldAudio.Stream(ConstantAsync) with { FadeIn = TimeSpan.FromSeconds(1), FadeOut = TimeSpan.FromSeconds(1), Volume = 0.5 };
        HoldPlayer player = await StartAsync(audio);
        await Wait(TimeSpan.FromSeconds(2));
        await player.DisposeAsync();
        Assert.InRange(Track.Samples[AudioFormat.SampleRate / 2], 2480, 2520);
        Assert.Equal(5000, Track.Samples[AudioFormat.SampleRate * 3 / 2]);
        Assert.InRange(Track.Samples[AudioFormat.SampleRate * 5 / 2], 2400, 2600);
    });

    [Fact]
    public void Stop_DuringTheFadeIn_FadesFromThere() => _time.Run(async () =>
    {
        HoldPlayer player = await StartAsync(HoldAudio.Stream(ConstantAsync) with { FadeIn = TimeSpan.FromSeconds(10), FadeOut = TimeSpan.FromSeconds(1) });
        await Wait(TimeSpan.FromSeconds(1));
        await player.DisposeAsync();
        Assert.InRange(_time.Elapsed.TotalMilliseconds, 1090, 1130);
        AssertSmooth(Track.Samples);
    });

    [Fact]
    public void Stop_StreamHangs_IsNotWaitedFor() => _time.Run(async () =>
    {
        var closed = false;
        HoldPlayer player = await StartAsync(HoldAudio.Stream(_ => HangingAsync(() => closed = true)));
        await Wait(TimeSpan.FromSeconds(1));
        await player.DisposeAsync();
        Assert.True(Track.IsGone);
        Assert.InRange(_time.Elapsed.TotalMilliseconds, 1000, 1200);
        Assert.False(closed);
    });

    [Fact]
    public void None_PublishesNothing() => _time.Run(async () =>
    {
        Assert.Null(await HoldPlayer.StartAsync(_room, HoldAudio.None, _time, _logs, CancellationToken.None));
        Assert.Empty(_room.Log);
    });

    [Fact]
    public void Stream_Ends_BeginsAgain() => _time.Run(async () =>
    {
        var begun = 0;
        HoldPlayer player = await StartAsync(HoldAudio.Stream(_ =>
        {
            begun++;
            return PiecesAsync([1, 2, 3]);
        }));
        await Wait(TimeSpan.FromMilliseconds(15));
        Assert.Equal([1, 2, 3, 1, 2, 3], Track.Samples.Take(6).Select(sample => (int)sample));
        Assert.True(begun >= 320);
        Assert.Empty(_logs.Lines);
        await player.DisposeAsync();
    });

    [Fact]
    public void Stream_EndsWithTheHold() => _time.Run(async () =>
    {
        CancellationToken seen = default;
        HoldPlayer player = await StartAsync(HoldAudio.Stream(cancellationToken => ConstantAsync(seen = cancellationToken)));
        await Wait(TimeSpan.FromSeconds(1));
        Assert.False(seen.IsCancellationRequested);
        await player.DisposeAsync();
        Assert.True(seen.IsCancellationRequested);
    });

    public static TheoryData<string> BadSources() => [.. new[] { "missing file", "no WAV file", "folder", "stream fails", "stream fails later", "empty stream", "empty pieces", "stream hangs", "factory fails" }];

    [Theory]
    [MemberData(nameof(BadSources))]
    public void Source_ThatCannotBePlayed_IsReplacedByTheBuiltInMusic(string kind) => _time.Run(async () =>
    {
        var text = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        File.WriteAllText(text, "no sound");
        (HoldAudio audio, var reason) = kind switch
        {
            "missing file" => (HoldAudio.File("/nowhere/hold.wav"), "/nowhere/hold.wav"),
            "no WAV file" => (HoldAudio.File(text), "must begin with 'RIFF'"),
            "folder" => (HoldAudio.File(Path.GetTempPath()), Path.GetTempPath()),
            "stream fails" => (HoldAudio.Stream(_ => FailingAsync(0)), "no station"),
            "stream fails later" => (HoldAudio.Stream(_ => FailingAsync(10_000)), "no station"),
            "empty stream" => (HoldAudio.Stream(_ => PiecesAsync()), "ended without a sample"),
            "empty pieces" => (HoldAudio.Stream(_ => PiecesAsync([], [])), "ended without a sample"),
            "stream hangs" => (HoldAudio.Stream(_ => HangingAsync(() => { })), "no samples for 5 s"),
            _ => (HoldAudio.Stream(_ => throw new InvalidOperationException("no station")), "no station"),
        };
        HoldPlayer player = await StartAsync(audio with { Volume = 0.5 });
        await Wait(TimeSpan.FromSeconds(9));
        var warning = Assert.Single(_logs.Lines);
        Assert.StartsWith("Warning: Hold audio '", warning, StringComparison.Ordinal);
        Assert.Contains(reason, warning, StringComparison.Ordinal);
        Assert.True(Tone.Rms(Track.Samples.ToArray().AsSpan(Track.Samples.Count - AudioFormat.SampleRate)) > 0.01);
        await player.DisposeAsync();
        Assert.True(Track.IsGone);
        File.Delete(text);
    });

    [Fact]
    public void File_Played_SoundsLikeTheFile() => _time.Run(async () =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        File.WriteAllBytes(path, WavFiles.Write(Tone.Sine(440, 16_000, seconds: 1), 16_000, 16));
        HoldPlayer player = await StartAsync(HoldAudio.File(path) with { Volume = 0.5 });
        await Wait(TimeSpan.FromSeconds(3));
        await player.DisposeAsync();
        Assert.InRange(Tone.Amplitude(Track.Samples.ToArray().AsSpan(0, 2 * AudioFormat.SampleRate), 440), 0.24, 0.26);
        Assert.Empty(_logs.Lines);
        File.Delete(path);
    });

    [Fact]
    public void OtherTracks_SurviveTheHold() => _time.Run(async () =>
    {
        await using IAudioPublication other = await _room.PublishAudioAsync("voice");
        HoldPlayer player = await StartAsync(HoldAudio.BuiltIn);
        await Wait(TimeSpan.FromSeconds(1));
        await player.DisposeAsync();
        Assert.Equal(["voice"], _room.LiveTracks.Select(track => track.Name));
    });

    private async Task<HoldPlayer> StartAsync(HoldAudio audio) =>
        Assert.IsType<HoldPlayer>(await HoldPlayer.StartAsync(_room, audio, _time, _logs, CancellationToken.None));

    private Task Wait(TimeSpan time) => Task.Delay(time, _time);

    private static void AssertSmooth(List<short> samples)
    {
        for (var i = 1; i < samples.Count; i++)
            Assert.True(Math.Abs(samples[i] - samples[i - 1]) <= 4, $"A jump from {samples[i - 1]} to {samples[i]}.");
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> ConstantAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var piece = new short[100];
        Array.Fill(piece, (short)10_000);
        while (!cancellationToken.IsCancellationRequested)
            yield return piece;

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> CountingAsync(Func<short> next)
    {
        while (true)
        {
            var piece = new short[AudioFormat.SamplesPerFrame];
            Array.Fill(piece, next());
            yield return piece;
            await Task.CompletedTask;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<short>> StallingAsync(TimeSpan stall, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new short[480 * 100];
        await Task.Delay(stall, _time, cancellationToken);
        yield return new short[480 * 10_000];
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> PiecesAsync(params short[][] pieces)
    {
        foreach (var piece in pieces)
            yield return piece;

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> FailingAsync(int samples)
    {
        await Task.Yield();
        if (samples > 0)
            yield return new short[samples];

        throw new InvalidOperationException("no station");
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> HangingAsync(Action closed)
    {
        try
        {
            await new TaskCompletionSource().Task;
            yield return default;
        }
        finally
        {
            closed();
        }
    }
}
