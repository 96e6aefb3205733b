using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>The human decides with a key of the phone: no model in between, and no word said.</summary>
public sealed class TransferDigitTests
{
    private static Phone Silent => Phone.AnswersAfter(TimeSpan.FromSeconds(2));

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    [Fact]
    public void AcceptDigit_WithoutAWord_ConnectsAndAsksNoModel() =>
        TransferScene.Play(Silent.Waits(Second).Presses("1"), async scene =>
        {
            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.Empty(scene.Model.Requests);
            var attempt = Assert.Single(result.Attempts);
            Assert.NotNull(attempt.HumanSpokeAt);
            Assert.NotNull(attempt.DecidedAt);
            await result.Call.EndAsync();
        });

    [Fact]
    public void AcceptDigit_ByBridge_Connects() =>
        TransferScene.Play(
            Silent.Waits(Second).Presses("1"),
            async scene =>
            {
                var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

                Assert.Equal(MergeStrategy.AudioBridge, Assert.Single(result.Attempts).MergedBy);
                await result.Call.EndAsync();
            },
            LiveKitEdition.OpenSource);

    [Fact]
    public void AcceptDigit_InTheMomentOfTheAnswer_Connects() =>
        TransferScene.Play(Silent.Presses("1"), async scene =>
        {
            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.NotNull(Assert.Single(result.Attempts).AnsweredAt);
            await result.Call.EndAsync();
        });

    [Fact]
    public void DeclineDigit_WithoutAWord_DeclinesWithAGoodbye() =>
        TransferScene.Play(Silent.Waits(Second).Presses("2"), async scene =>
        {
            var result = await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal("pressed 2", result.Reason);
            Assert.Empty(scene.Model.Requests);
            Assert.Equal(ConsultSpeech.Declined, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void OwnDigits_DecideAndTheDefaultsDoNot() =>
        TransferScene.Play(Silent.Waits(Second).Presses("12*"), async scene =>
        {
            (scene.Options.AcceptDigit, scene.Options.DeclineDigit) = ("#", "*");

            Assert.Equal("pressed *", (await scene.EndsAsAsync<WarmTransferResult.Declined>()).Reason);
        });

    [Fact]
    public void NoDigits_KeysDecideNothing() =>
        TransferScene.Play(Silent.Waits(Second).Presses("12"), async scene =>
        {
            (scene.Options.AcceptDigit, scene.Options.DeclineDigit) = ("", "");

            Assert.Equal(TransferLimit.Silence, (await scene.EndsAsAsync<WarmTransferResult.TimedOut>()).Limit);
        });

    [Fact]
    public void OtherDigit_CountsAsHavingSpoken() =>
        TransferScene.Play(Silent.Waits(Second).Presses("7"), async scene =>
        {
            var result = await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.NotNull(Assert.Single(result.Attempts).HumanSpokeAt);
        });

    [Fact]
    public void AcceptThenDecline_TheFirstCounts() =>
        TransferScene.Play(Silent.Waits(Second).Presses("12"), async scene =>
        {
            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            await result.Call.EndAsync();
        });

    [Fact]
    public void DeclineThenAccept_TheFirstCounts() =>
        TransferScene.Play(Silent.Waits(Second).Presses("21"), async scene => await scene.EndsAsAsync<WarmTransferResult.Declined>());

    /// <summary>The same yes by key and by word, in steps of 20 ms around each other.</summary>
    public static TheoryData<int> Offsets => [.. Enumerable.Range(0, 40).Select(step => step * 20)];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void AcceptByDigitAndByModel_ConnectsOnce(int milliseconds)
    {
        foreach (var edition in new[] { LiveKitEdition.Cloud, LiveKitEdition.OpenSource })
        {
            TransferScene.Play(
                TransferScene.Answers.When(TransferScene.Brief, new PhoneAction.Say("Yes, put them through."), new PhoneAction.Wait(TimeSpan.FromMilliseconds(milliseconds)), new PhoneAction.Press("1")),
                async scene =>
                {
                    var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

                    await Task.Delay(TimeSpan.FromSeconds(3), scene.Time);
                    Assert.False(result.Call.Completion.IsCompleted);
                    await result.Call.EndAsync();
                },
                edition);
        }
    }

    [Fact]
    public void SomebodyElsesKey_DecidesNothing() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls.Count > 0 && scene.DeskCall.Status == PhoneCallStatus.Answered);
            await using var monitor = await scene.Backend.JoinAsAgentAsync("call-1-human-agent", "monitor");

            await monitor.SendDtmfAsync("1");

            Assert.Equal(TransferLimit.Silence, (await scene.EndsAsAsync<WarmTransferResult.TimedOut>(transfer)).Limit);
            Assert.Equal("1", scene.DeskCall.DtmfReceived);
        });

    [Fact]
    public void CallersKey_DecidesNothing() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls.Count > 0 && scene.DeskCall.Status == PhoneCallStatus.Answered);

            scene.Caller.PressDigit('1');

            Assert.IsType<WarmTransferResult.TimedOut>(await scene.EndsAsAsync<WarmTransferResult.TimedOut>(transfer));
        });
}
