using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>A recorded greeting: the human hears it, again after a silence, and only as long as it is of use.</summary>
public sealed class GreetingAudioTests : IDisposable
{
    private const int Seconds = 4;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");

    public GreetingAudioTests() => File.WriteAllBytes(_file, WavFiles.Write(Tone.Sine(440, 16_000, Seconds), 16_000, 16));

    private static Phone Silent => Phone.AnswersAfter(TimeSpan.FromSeconds(2));

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Greeting_NotInterrupted_IsHeardOnceToItsEnd() =>
        Play(Silent.Waits(TimeSpan.FromSeconds(12)).Presses("2"), async scene =>
        {
            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.InRange(Heard(scene).AudibleFrames, (Seconds * 100) - 5, Seconds * 100);
        });

    [Theory]
    [InlineData("1")]
    [InlineData("5")]
    public void Greeting_AnyKey_CutsItShort(string key) =>
        Play(Silent.Waits(TimeSpan.FromSeconds(1)).Presses(key).Waits(TimeSpan.FromSeconds(1)).Presses("1"), async scene =>
        {
            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.InRange(Heard(scene).AudibleFrames, 90, 110);
            await result.Call.EndAsync();
        });

    [Fact]
    public void Greeting_CallerLeaves_IsCutShort() =>
        Play(Silent, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [.., { Status: PhoneCallStatus.Answered }]);
            await Task.Delay(TimeSpan.FromSeconds(1), scene.Time);

            await scene.Caller.LeaveAsync();

            Assert.IsType<WarmTransferResult.CallerLeft>(await transfer);
            Assert.InRange(Heard(scene).AudibleFrames, 90, 120);
            Assert.Equal(ConsultSpeech.CallerLeft, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void Greeting_LongerThanTheSilenceLimit_DoesNotCountAsSilence()
    {
        Play(Silent.Waits(TimeSpan.FromSeconds(6)).Presses("2"), async scene =>
        {
            scene.Options.SilenceTimeout = TimeSpan.FromSeconds(3);

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Empty(scene.Model.Requests);
        });
    }

    [Fact]
    public void Greeting_TogetherWithText_LongerThanTheSilenceLimit_DoesNotCountAsSilence() =>
        Play(Silent.Waits(TimeSpan.FromSeconds(5)).Presses("2"), async scene =>
        {
            (scene.Options.Greeting, scene.Options.SilenceTimeout) = ("Hello.", TimeSpan.FromSeconds(3));

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Empty(scene.Model.Requests);
            Assert.Equal((Seconds, Seconds), HeardSeconds(scene));
        });

    [Fact]
    public void Silence_PlaysTheGreetingOnceMore_ThenEndsTheTransfer() =>
        Play(Silent, async scene =>
        {
            scene.Options.SilenceTimeout = TimeSpan.FromSeconds(3);

            var result = await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.Equal(TransferLimit.Silence, result.Limit);
            Assert.Single(scene.Model.Requests);
            Assert.Equal((Seconds + Seconds, Seconds + 3 + Seconds), HeardSeconds(scene));
            var attempt = Assert.Single(result.Attempts);
            Assert.Equal(2 * (Seconds + 3), (attempt.EndedAt - attempt.AnsweredAt)!.Value.TotalSeconds, tolerance: 0.5);
        });

    [Fact]
    public void GreetingPlayedAgain_AnyKey_CutsItShort() =>
        Play(Silent.Waits(TimeSpan.FromSeconds(Seconds + 3 + 1)).Presses("5").Waits(TimeSpan.FromSeconds(1)).Presses("2"), PlaysAgainAndIsCutShort);

    [Fact]
    public void GreetingPlayedAgain_Speech_CutsItShort() =>
        Play(Silent.Waits(TimeSpan.FromSeconds(Seconds + 3 + 1)).Says("Hello?").Waits(TimeSpan.FromSeconds(1)).Presses("2"), PlaysAgainAndIsCutShort);

    [Fact]
    public void GreetingCutShort_SilenceAfterIt_PlaysItAgain() =>
        Play(Silent.Waits(TimeSpan.FromSeconds(1)).Presses("5").Waits(TimeSpan.FromSeconds(3 + Seconds + 1)).Presses("2"), async scene =>
        {
            scene.Options.SilenceTimeout = TimeSpan.FromSeconds(3);

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal((1 + Seconds, 1 + 3 + Seconds), HeardSeconds(scene));
        });

    [Fact]
    public void GreetingPlayedAgain_WhileTheModelThinks_IsCutShortByItsDecision() =>
        Play(Silent.Waits(TimeSpan.FromSeconds(Seconds)).Says("Yes, put them through."), async scene =>
        {
            scene.Options.SilenceTimeout = TimeSpan.FromSeconds(3);
            scene.Options.ChatClient = new SlowModel(scene.Model, TimeSpan.FromSeconds(3 + 1), scene.Time);
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Delayed(TimeSpan.FromSeconds(2)));

            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.Equal(Seconds + 1, HeardSeconds(scene).Audible);
            await result.Call.EndAsync();
        });

    private static async Task PlaysAgainAndIsCutShort(TransferScene scene)
    {
        scene.Options.SilenceTimeout = TimeSpan.FromSeconds(3);

        await scene.EndsAsAsync<WarmTransferResult.Declined>();

        Assert.Equal((Seconds + 1, Seconds + 3 + 1), HeardSeconds(scene));
    }

    private void Play(Phone desk, Func<TransferScene, Task> play) =>
        TransferScene.Play(desk, scene =>
        {
            scene.Options.GreetingAudio = _file;
            return play(scene);
        });

    private static HeardAudio Heard(TransferScene scene) =>
        Assert.Single(scene.DeskCall.Recording.Audio, audio => audio.TrackName == "greeting");

    /// <summary>How long it was heard, the pauses without and with.</summary>
    private static (int Audible, int WithPauses) HeardSeconds(TransferScene scene)
    {
        var heard = Heard(scene);
        return ((int)Math.Round(heard.AudibleFrames / 100.0), (int)Math.Round((heard.LastAt - heard.FirstAt).TotalSeconds));
    }

    private sealed class SlowModel(IChatClient inner, TimeSpan thinking, TimeProvider time) : DelegatingChatClient(inner)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Delay(thinking, time, cancellationToken);
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
                yield return update;
        }
    }
}
