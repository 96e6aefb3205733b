using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>A decision that is made before the answer is seen is kept, and counts when its time comes.</summary>
public sealed class TransferDecisionTests
{
    [Fact]
    public void Decline_WhileThePhoneRings_CountsWhenItIsAnswered() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var (transfer, control) = await RingAsync(scene);

            control.Decline("closed early");
            var result = await scene.EndsAsAsync<WarmTransferResult.Declined>(transfer);

            Assert.Equal("closed early", result.Reason);
            Assert.Equal(ConsultSpeech.Declined, scene.DeskCall.Recording.Heard[^1].Text);
            var attempt = Assert.Single(result.Attempts);
            Assert.True(attempt.DecidedAt >= attempt.AnsweredAt);
        });

    [Fact]
    public void Voicemail_WhileThePhoneRings_CountsWhenItIsAnswered() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var (transfer, control) = await RingAsync(scene);

            control.VoicemailDetected();

            await scene.EndsAsAsync<WarmTransferResult.Voicemail>(transfer);
        });

    [Fact]
    public void Accept_WhileThePhoneRings_IsRefusedAndAWordLaterCounts() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var (transfer, control) = await RingAsync(scene);

            Assert.StartsWith("Refused", await control.ConnectToCallerAsync(), StringComparison.Ordinal);

            var connected = Assert.IsType<WarmTransferResult.Connected>(await transfer);
            await connected.Call.EndAsync();
        });

    [Fact]
    public void Decline_AndNobodyAnswers_IsNoAnswer() =>
        TransferScene.Play(Phone.RingsOut(), async scene =>
        {
            var (transfer, control) = await RingAsync(scene);

            control.Decline("closed early");

            await scene.EndsAsAsync<WarmTransferResult.NoAnswer>(transfer);
        });

    private static async Task<(Task<WarmTransferResult> Transfer, TransferControl Control)> RingAsync(TransferScene scene)
    {
        TransferControl? control = null;
        var transfer = scene.CallerSession.WarmTransferAsync(new ControlTap(scene.Agent, tapped => control = tapped), scene.Options);
        await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);
        return (transfer, control!);
    }
}
