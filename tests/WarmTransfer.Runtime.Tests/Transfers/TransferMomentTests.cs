using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Parties that leave at the worst moment, looked for in steps of a few milliseconds.</summary>
public sealed class TransferMomentTests
{
    /// <summary>From before the human's yes until after the merge.</summary>
    public static TheoryData<int> AroundTheAccept => [.. Enumerable.Range(-10, 30).Select(step => step * 20)];

    [Theory]
    [MemberData(nameof(AroundTheAccept))]
    public void CallerVanishes_AroundTheAccept_EndsOnceWithNothingLeft(int milliseconds)
    {
        foreach (var strategy in new[] { MergeStrategy.Auto, MergeStrategy.AudioBridge })
        {
            TransferScene.Play(TransferScene.Accepts, async scene =>
            {
                scene.Options.MergeStrategy = strategy;
                var transfer = scene.TransferAsync();
                await WaitForAcceptAsync(scene, milliseconds);
                // Without the farewell of a phone: gone at once.
                await RemoveAsync(scene, TransferScene.CallerRoom, TransferScene.CallerIdentity);

                await scene.AssertEndedAsync<WarmTransferResult.CallerLeft>(await transfer, CallEndedBy.Caller);
            });
        }
    }

    [Theory]
    [MemberData(nameof(AroundTheAccept))]
    public void HumanVanishes_AroundTheAccept_EndsOnceWithTheCallerBackOrTheCallOver(int milliseconds)
    {
        foreach (var strategy in new[] { MergeStrategy.Auto, MergeStrategy.AudioBridge })
        {
            TransferScene.Play(TransferScene.Accepts, async scene =>
            {
                scene.Options.MergeStrategy = strategy;
                var transfer = scene.TransferAsync();
                await WaitForAcceptAsync(scene, milliseconds);
                foreach (var room in new[] { "call-1-human-agent", TransferScene.CallerRoom })
                    await RemoveAsync(scene, room, "human-agent-sip");

                if (await scene.AssertEndedAsync<WarmTransferResult.HumanLeft>(await transfer, CallEndedBy.Human))
                    await scene.AssertCallerIsBackAsync();
            });
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void CallerLeaves_WhileTheGreetingIsSaid_TheHumanIsTold(int milliseconds) =>
        TransferScene.Play(Phone.AnswersAfter(TimeSpan.FromSeconds(1)), async scene =>
        {
            scene.Options.Greeting = "Hello, I have a caller for you.";
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Answered }]);
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), scene.Time);
            await RemoveAsync(scene, TransferScene.CallerRoom, TransferScene.CallerIdentity);

            Assert.IsType<WarmTransferResult.CallerLeft>(await transfer);
            Assert.Equal(ConsultSpeech.CallerLeft, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void CallerLeaves_BetweenTheAnswerAndTheDialsReturn_TheHumanIsTold() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            scene.Requests.After("CreateSIPParticipant", async () =>
            {
                await RemoveAsync(scene, TransferScene.CallerRoom, TransferScene.CallerIdentity);
                await Task.Delay(TimeSpan.FromSeconds(3), scene.Time);
            });

            Assert.IsType<WarmTransferResult.CallerLeft>(await scene.TransferAsync());

            Assert.Equal(ConsultSpeech.CallerLeft, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void CallerLeaves_WhileTheConsultRoomOpens_NobodyIsDialled() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Requests.After("CreateRoom", () => RemoveAsync(scene, TransferScene.CallerRoom, TransferScene.CallerIdentity));

            Assert.IsType<WarmTransferResult.CallerLeft>(await scene.TransferAsync());

            Assert.Empty(scene.LiveKit.Phones.Calls);
            await scene.AssertNobodyElseIsLeftAsync();
        });

    [Fact]
    public void Human_LosesMediaDuringTheBrief_IsHumanLeftWithTheReason() =>
        TransferScene.Play(TransferScene.Answers.LosesMediaAfter(TimeSpan.FromSeconds(3)), async scene =>
        {
            var result = await scene.EndsAsAsync<WarmTransferResult.HumanLeft>();

            Assert.Equal(DisconnectReason.MediaFailure, result.Reason);
        });

    [Fact]
    public void Human_WouldAnswerAfterTheRingingTimeout_IsNoAnswerAndNothingRings() =>
        TransferScene.Play(Phone.AnswersAfter(TimeSpan.FromSeconds(6)).Says("Billing desk."), async scene =>
        {
            scene.Options.RingingTimeout = TimeSpan.FromSeconds(5);

            await scene.EndsAsAsync<WarmTransferResult.NoAnswer>();

            await Task.Delay(TimeSpan.FromSeconds(10), scene.Time);
            Assert.Null(scene.DeskCall.SipStatus);
        });

    [Fact]
    public void Human_AnswersWhileTheTransferIsCancelled_IsHungUp() =>
        TransferScene.Play(Phone.AnswersAfter(TimeSpan.FromSeconds(2)), async scene =>
        {
            using var source = new CancellationTokenSource();
            var transfer = scene.TransferAsync(source.Token);
            // The answer takes effect between the cancelling and the hanging-up.
            scene.Requests.Before("RemoveParticipant", () => scene.UntilAsync(() => scene.DeskCall.Status == PhoneCallStatus.Answered));
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);
            source.Cancel();

            await scene.EndsAsAsync<WarmTransferResult.Cancelled>(transfer);

            Assert.Equal(PhoneCallEnd.HungUpByLiveKit, scene.DeskCall.End);
        });

    [Fact]
    public void DeclinedDuringTheMerge_TheMergeWins() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            TransferControl? control = null;
            var agent = new ControlTap(scene.Agent, tapped => control = tapped);
            scene.Requests.Before("MoveParticipant", () =>
            {
                Assert.Contains("already being connected", control!.Decline("changed my mind"), StringComparison.Ordinal);
                Assert.Contains("already being connected", control.VoicemailDetected(), StringComparison.Ordinal);
                return Task.CompletedTask;
            });

            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.CallerSession.WarmTransferAsync(agent, scene.Options));

            await connected.Call.EndAsync();
        });

    [Fact]
    public void Cancelled_WhileTheMoveIsInFlight_ASuccessfulMoveWins() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            using var source = new CancellationTokenSource();
            scene.Requests.Before("MoveParticipant", () =>
            {
                source.Cancel();
                return Task.Delay(TimeSpan.FromMilliseconds(500), scene.Time);
            });

            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync(source.Token));

            await connected.Call.EndAsync();
        });

    [Fact]
    public void Cancelled_WhileAMoveFails_IsCancelledAndTheHumanIsTold() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            using var source = new CancellationTokenSource();
            scene.Requests.Before("MoveParticipant", () =>
            {
                source.Cancel();
                throw new HttpRequestException("The connection was closed.");
            }, times: 3);

            await scene.EndsAsAsync<WarmTransferResult.Cancelled>(scene.TransferAsync(source.Token));

            Assert.Equal(ConsultSpeech.MergeFailed, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void Move_FailsThenTheHumanHangsUp_IsHumanLeft() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Requests.Before("MoveParticipant", async () =>
            {
                await RemoveAsync(scene, "call-1-human-agent", "human-agent-sip");
                throw new HttpRequestException("The connection was closed.");
            }, times: 3);

            await scene.EndsAsAsync<WarmTransferResult.HumanLeft>();

            Assert.Single(scene.Requests.Calls, call => call == "MoveParticipant");
        });

    [Fact]
    public void Dispose_DuringTheTeardown_WaitsForTheOutcome() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var task = new WarmTransferTask(scene.Agent, scene.Options);
            scene.Faults.Add("RoomService/RemoveParticipant", new ServerFault.Delayed(TimeSpan.FromSeconds(1)));
            var run = task.RunAsync(scene.CallerSession);
            await scene.UntilAsync(() => scene.Requests.Calls.Contains("RemoveParticipant"));

            await task.DisposeAsync();

            Assert.True(run.IsCompleted);
            await scene.EndsAsAsync<WarmTransferResult.Declined>(run);
        });

    [Fact]
    public void Dispose_BeforeTheRun_RefusesToRun() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var task = new WarmTransferTask(scene.Agent, scene.Options);
            await task.DisposeAsync();

            await Assert.ThrowsAsync<ObjectDisposedException>(() => task.RunAsync(scene.CallerSession));
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void Session_DisposedDuringTheBrief_AsAtShutdown_HangsUpAndLeavesNothing() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));
            await scene.CallerSession.DisposeAsync();

            Assert.IsType<WarmTransferResult.CallerLeft>(await transfer);
            await scene.AssertNobodyElseIsLeftAsync();
        });

    [Fact]
    public void ConnectedCall_CallerRoomDeleted_EndsByTheServer() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Options.MergeStrategy = MergeStrategy.AudioBridge;
            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            // The AI's own connection to the human's room goes; the bridge with it.
            await RemoveAsync(scene, "call-1-human-agent", "ai");

            Assert.Equal(CallEndedBy.Server, (await connected.Call.Completion).By);
            Assert.Empty(await scene.Server.ListRoomsAsync());
        });

    private static async Task WaitForAcceptAsync(TransferScene scene, int milliseconds)
    {
        // "Yes, put them through." takes 1.3 s to say; the accept follows at once.
        await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));
        await Task.Delay(TimeSpan.FromMilliseconds(1620 + milliseconds), scene.Time);
    }

    private static async Task RemoveAsync(TransferScene scene, string room, string identity)
    {
        try
        {
            await scene.LiveKit.Backend.Server.RemoveParticipantAsync(room, identity);
        }
        catch (LiveKitException exception) when (exception.Code is TwirpErrorCode.NotFound)
        {
            // In the other room, or gone.
        }
    }
}
