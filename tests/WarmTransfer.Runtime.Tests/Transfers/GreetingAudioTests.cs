using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>A recorded greeting: the human hears it once, and only as long as it is of use.</summary>
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

    private void Play(Phone desk, Func<TransferScene, Task> play) =>
        TransferScene.Play(desk, scene =>
        {
            scene.Options.GreetingAudio = _file;
            return play(scene);
        });

    private static HeardAudio Heard(TransferScene scene) =>
        Assert.Single(scene.DeskCall.Recording.Audio, audio => audio.TrackName == "greeting");
}
