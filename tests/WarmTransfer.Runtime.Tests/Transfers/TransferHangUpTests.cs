using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Who is not wanted on the phone any more is let go first: before a room is left or the music stops, and without waiting for anything.</summary>
public sealed class TransferHangUpTests
{
    private static readonly TimeSpan FadeOut = HoldAudio.BuiltIn.FadeOut;

    private static Phone RingsForEver => Phone.AnswersAfter(TimeSpan.FromMinutes(5));

    private static Phone PressesTwo => Phone.AnswersAfter(TimeSpan.FromSeconds(2)).Waits(TimeSpan.FromSeconds(1)).Presses("2");

    [Fact]
    public void Cancelled_WhileItRings_HangsUpFirstAndAtOnce() =>
        TransferScene.Play(RingsForEver, async scene =>
        {
            using var cancellation = new CancellationTokenSource();
            var hangUp = Record(scene);
            var transfer = scene.TransferAsync(cancellation.Token);
            await RingsAsync(scene);
            var cancelled = scene.Time.GetUtcNow();

            cancellation.Cancel();
            await scene.EndsAsAsync<WarmTransferResult.Cancelled>(transfer);

            Assert.Equal(new HangUp(cancelled, AIInConsultRoom: true, Music: true), await hangUp);
        });

    [Fact]
    public void CallerLeaves_WhileItRings_HangsUpFirstAndAtOnce() =>
        TransferScene.Play(RingsForEver, async scene =>
        {
            var hangUp = Record(scene);
            var transfer = scene.TransferAsync();
            await RingsAsync(scene);
            var left = DateTimeOffset.MinValue;
            using var observation = scene.CallerSession.Room.Observe(roomEvent => left = roomEvent is RoomEvent.ParticipantLeft ? scene.Time.GetUtcNow() : left);

            await scene.Caller.LeaveAsync();

            Assert.IsType<WarmTransferResult.CallerLeft>(await transfer);
            Assert.Equal(new HangUp(left, AIInConsultRoom: true, Music: true), await hangUp);
        });

    [Fact]
    public void Declined_HangsUpFirstAndAtOnceAfterTheGoodbye() =>
        TransferScene.Play(PressesTwo, async scene =>
        {
            var hangUp = Record(scene);

            var result = await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal(ConsultSpeech.Declined, scene.DeskCall.Recording.Heard[^1].Text);
            Assert.Equal(new HangUp(result.Attempts[0].DecidedAt!.Value, AIInConsultRoom: true, Music: true), await hangUp);
        });

    [Fact]
    public void Cancelled_WhileItRings_TheCallerWaitsForTheMusicToFadeAlone() =>
        TransferScene.Play(RingsForEver, async scene =>
        {
            using var cancellation = new CancellationTokenSource();
            var transfer = scene.TransferAsync(cancellation.Token);
            await RingsAsync(scene);
            var cancelled = scene.Time.GetUtcNow();

            cancellation.Cancel();
            await scene.EndsAsAsync<WarmTransferResult.Cancelled>(transfer);

            Assert.InRange(scene.Time.GetUtcNow() - cancelled, FadeOut, FadeOut + AudioFormat.FrameDuration);
        });

    private static Task RingsAsync(TransferScene scene) => scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);

    /// <summary>Looks around when the first request to remove the human goes out.</summary>
    private static Task<HangUp> Record(TransferScene scene)
    {
        var seen = new TaskCompletionSource<HangUp>();
        scene.Requests.Before("RemoveParticipant", async () =>
        {
            var at = scene.Time.GetUtcNow();
            var people = await scene.LiveKit.Backend.Server.ListParticipantsAsync("call-1-human-agent");
            seen.SetResult(new HangUp(at, people.Any(participant => participant.Identity == "ai"), scene.CallerSession.Room.LocalAudio.Any(track => track.Name == "hold_audio")));
        });
        return seen.Task;
    }

    private sealed record HangUp(DateTimeOffset At, bool AIInConsultRoom, bool Music);
}
