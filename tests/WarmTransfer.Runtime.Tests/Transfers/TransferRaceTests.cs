using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>What happens at the same time, or at the wrong time: one outcome, nothing left, nobody alone without a word.</summary>
public sealed class TransferRaceTests
{
    /// <summary>Every quarter of a second of a transfer that would be accepted after about five seconds.</summary>
    public static TheoryData<int> Moments => [.. Enumerable.Range(0, 28).Select(moment => moment * 250)];

    [Theory]
    [MemberData(nameof(Moments))]
    public void CallerLeaves_AtAnyMoment_EndsWithNothingLeft(int milliseconds) =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var transfer = scene.TransferAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), scene.Time);
            await scene.Caller.LeaveAsync();

            await scene.AssertEndedAsync<WarmTransferResult.CallerLeft>(await transfer, CallEndedBy.Caller);
        });

    [Theory]
    [MemberData(nameof(Moments))]
    public void Cancelled_AtAnyMoment_EndsWithTheCallerBackOrConnected(int milliseconds) =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), scene.Time);
            var result = await scene.TransferAsync(source.Token);

            if (result is WarmTransferResult.Connected connected)
            {
                await connected.Call.EndAsync();
                return;
            }

            Assert.IsType<WarmTransferResult.Cancelled>(result);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void Cancelled_BeforeTheStart_DialsNothing() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            using var source = new CancellationTokenSource();
            source.Cancel();

            await scene.EndsAsAsync<WarmTransferResult.Cancelled>(scene.TransferAsync(source.Token));

            Assert.Empty(scene.LiveKit.Phones.Calls);
        });

    [Fact]
    public void Caller_NotInTheRoom_IsCallerLeftAtOnce() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            await scene.Caller.LeaveAsync();

            Assert.IsType<WarmTransferResult.CallerLeft>(await scene.TransferAsync());

            Assert.Empty(scene.LiveKit.Phones.Calls);
        });

    [Fact]
    public void CallerLeaves_DuringTheBrief_TheHumanIsTold() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));
            await scene.Caller.LeaveAsync();
            Assert.IsType<WarmTransferResult.CallerLeft>(await transfer);

            Assert.Equal(ConsultSpeech.CallerLeft, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void CallerLeaves_WhileTheMoveIsInFlight_TheHumanIsToldAndReleased() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Requests.After("MoveParticipant", () => scene.Caller.LeaveAsync());

            Assert.IsType<WarmTransferResult.CallerLeft>(await scene.TransferAsync());

            Assert.Equal(ConsultSpeech.CallerLeft, scene.DeskCall.Recording.Heard[^1].Text);
            await scene.AssertNobodyElseIsLeftAsync();
        });

    [Fact]
    public void HumanHangsUp_WhileTheMoveIsInFlight_IsHumanLeft() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Requests.Before("MoveParticipant", () => scene.LiveKit.Backend.Server.RemoveParticipantAsync("call-1-human-agent", "human-agent-sip"));

            await scene.EndsAsAsync<WarmTransferResult.HumanLeft>();
        });

    [Fact]
    public void HumanHangsUp_RightAfterTheMove_EndsTheCallNotTheProcess() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Requests.After("MoveParticipant", () => scene.LiveKit.Backend.Server.RemoveParticipantAsync(TransferScene.CallerRoom, "human-agent-sip"));

            await scene.AssertEndedAsync<WarmTransferResult.HumanLeft>(await scene.TransferAsync(), CallEndedBy.Human);
        });

    [Fact]
    public void HumanAnswersAndHangsUpAtOnce_IsHumanLeft() =>
        TransferScene.Play(Phone.AnswersAfter(TimeSpan.FromSeconds(1)).HangsUpAfter(TimeSpan.Zero), scene => scene.EndsAsAsync<WarmTransferResult.HumanLeft>());

    [Fact]
    public void Human_RemovedByAnAdministrator_IsHumanLeftAtOnce() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));
            var before = scene.Time.Elapsed;
            await scene.LiveKit.Backend.Server.RemoveParticipantAsync("call-1-human-agent", "human-agent-sip");
            var result = await scene.EndsAsAsync<WarmTransferResult.HumanLeft>(transfer);

            Assert.Equal(DisconnectReason.ParticipantRemoved, result.Reason);
            Assert.InRange(scene.Time.Elapsed - before, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        });

    [Fact]
    public void Accept_BeforeTheHumanSpoke_IsRefused() =>
        TransferScene.Play(Phone.AnswersAfter(TimeSpan.FromSeconds(1)), async scene =>
        {
            scene.Options.Greeting = "Hello?";
            TransferControl? control = null;
            var agent = new ControlTap(scene.Agent, tapped => control = tapped);

            var transfer = scene.CallerSession.WarmTransferAsync(agent, scene.Options);
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard("Hello?"));

            Assert.StartsWith("Refused", await control!.ConnectToCallerAsync(), StringComparison.Ordinal);
            control.Decline("done");
            await scene.EndsAsAsync<WarmTransferResult.Declined>(transfer);
        });

    [Fact]
    public void AcceptAndDecline_Together_TheFirstCounts() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            TransferControl? control = null;
            var agent = new ControlTap(scene.Agent, tapped => control = tapped);
            var transfer = scene.CallerSession.WarmTransferAsync(agent, scene.Options);
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));

            var first = control!.ConnectToCallerAsync();
            var second = control.ConnectToCallerAsync();
            control.Decline("changed my mind");
            control.VoicemailDetected();
            var result = Assert.IsType<WarmTransferResult.Connected>(await transfer);

            Assert.Equal(await first, await second);
            Assert.Single(scene.Requests.Calls, call => call == "MoveParticipant");
            await result.Call.EndAsync();
        });

    [Fact]
    public void Move_NotImplemented_BridgesTheAudioBothWays() =>
        TransferScene.Play(
            TransferScene.Accepts.WithVoice(500),
            async scene =>
            {
                var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
                Assert.Equal(MergeStrategy.AudioBridge, Assert.Single(result.Attempts).MergedBy);
                Assert.Equal(0, scene.Caller.Recording.Audio.Where(audio => audio.TrackName == "audio_bridge").Sum(audio => audio.AudibleFrames));

                await scene.Caller.SayAsync("Is this the billing desk?");
                await Task.Delay(TimeSpan.FromSeconds(1), scene.Time);

                var heard = Assert.Single(scene.DeskCall.Recording.Audio, audio => audio.TrackName == "audio_bridge");
                Assert.InRange(heard.AudibleFrames, 100, 200);
                var relay = result.Call.RelayToHuman!;
                Assert.InRange(relay.Frames, 200, 400);
                Assert.Equal((0, 0), (relay.Late, relay.Dropped));

                await scene.Caller.LeaveAsync();
                Assert.Equal(CallEndedBy.Caller, (await result.Call.Completion).By);
                await scene.AssertNobodyElseIsLeftAsync();
            },
            LiveKitEdition.OpenSource);

    [Fact]
    public void Bridge_HumanHangsUp_EndsTheCall() =>
        TransferScene.Play(
            TransferScene.Accepts.HangsUpAfter(TimeSpan.FromSeconds(20)),
            async scene =>
            {
                scene.Options.MergeStrategy = MergeStrategy.AudioBridge;
                var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

                Assert.Equal(CallEndedBy.Human, (await result.Call.Completion).By);
                Assert.Empty(await scene.LiveKit.Backend.Server.ListRoomsAsync());
                Assert.DoesNotContain("MoveParticipant", scene.Requests.Calls);
            });

    [Fact]
    public void Move_OnlyAllowedAndNotImplemented_IsMergeFailedAndTheHumanIsTold() =>
        TransferScene.Play(
            TransferScene.Accepts,
            async scene =>
            {
                scene.Options.MergeStrategy = MergeStrategy.MoveParticipant;

                await scene.EndsAsAsync<WarmTransferResult.MergeFailed>();

                Assert.Equal(ConsultSpeech.MergeFailed, scene.DeskCall.Recording.Heard[^1].Text);
            },
            LiveKitEdition.OpenSource);

    [Fact]
    public void Move_TransientErrorThenSuccess_Connects() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Refused("unavailable", "made to fail"), times: 2);

            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            await result.Call.EndAsync();
        });

    [Fact]
    public void Move_ErrorThatStays_IsMergeFailedAfterThreeTries() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Refused("unavailable", "made to fail"), FaultSchedule.Always);

            await scene.EndsAsAsync<WarmTransferResult.MergeFailed>();

            Assert.Equal(3, scene.Requests.Calls.Count(call => call == "MoveParticipant"));
        });

    [Fact]
    public void Move_ParticipantCannotMove_IsMergeFailedAtOnce() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Refused("invalid_argument", "made to fail"), FaultSchedule.Always);

            await scene.EndsAsAsync<WarmTransferResult.MergeFailed>();

            Assert.Single(scene.Requests.Calls, call => call == "MoveParticipant");
        });

    [Fact]
    public void Move_SucceedsButTheAnswerIsLost_Connects() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.AnswerLost());

            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.Single(scene.Requests.Calls, call => call == "MoveParticipant");
            await result.Call.EndAsync();
        });

    [Fact]
    public void Move_NeverAnswered_TimesOutAndTheHumanIsTold() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Delayed(Timeout.InfiniteTimeSpan), FaultSchedule.Always);
            scene.Options.MergeTimeout = TimeSpan.FromSeconds(6);

            var result = await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.Equal((TransferPhase.Merging, TransferLimit.Merge), (result.Phase, result.Limit));
            Assert.Equal(ConsultSpeech.MergeFailed, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void Dial_AnswerLostWhileItRings_StillConnects() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("SIP/CreateSIPParticipant", new ServerFault.AnswerLost());

            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.Single(scene.LiveKit.Phones.Calls);
            await result.Call.EndAsync();
        });

    [Fact]
    public void Dial_FailsWithoutAnswer_IsUnreachableAndNotRepeated() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("SIP/CreateSIPParticipant", new ServerFault.Refused("unknown", "made to fail"), FaultSchedule.Always);

            await scene.EndsAsAsync<WarmTransferResult.Unreachable>();

            Assert.Single(scene.Requests.Calls, call => call == "CreateSIPParticipant");
        });

    [Fact]
    public void ConsultRoom_CannotBeCreated_IsUnreachableAndTheCallerComesBack() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/CreateRoom", new ServerFault.Refused("internal", "made to fail"), FaultSchedule.Always);

            var result = await scene.EndsAsAsync<WarmTransferResult.Unreachable>();

            Assert.NotNull(Assert.Single(result.Attempts).Error);
            Assert.Empty(scene.LiveKit.Phones.Calls);
        });

    [Fact]
    public void ConsultRoom_NeverOpens_TimesOut() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            // Longer than the client itself waits for one answer, several times over.
            scene.Faults.Add("RoomService/CreateRoom", new ServerFault.Delayed(TimeSpan.FromMinutes(1)));

            Assert.True(await scene.TransferAsync() is WarmTransferResult.TimedOut { Limit: TransferLimit.Opening } or WarmTransferResult.Unreachable);

            await Task.Delay(TimeSpan.FromMinutes(3), scene.Time);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void ConsultRoom_DeletedDuringTheBrief_BringsTheCallerBack() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));
            await scene.LiveKit.Backend.Server.DeleteRoomAsync("call-1-human-agent");

            Assert.True(await transfer is WarmTransferResult.HumanLeft or WarmTransferResult.Unreachable);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void CallerRoom_Deleted_IsCallerLeft() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));
            await scene.LiveKit.Backend.Server.DeleteRoomAsync(TransferScene.CallerRoom);

            Assert.IsType<WarmTransferResult.CallerLeft>(await transfer);
            await scene.AssertNobodyElseIsLeftAsync();
        });

    [Fact]
    public void HangingUp_WithTheServerFailing_StillBringsTheCallerBack() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            scene.Faults.Add("RoomService/RemoveParticipant", new ServerFault.Refused("internal", "made to fail"), FaultSchedule.Always);

            // The room's deletion hangs up instead.
            await scene.EndsAsAsync<WarmTransferResult.Declined>();
        });

    [Fact]
    public void Teardown_WithTheServerHanging_IsBounded() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            scene.Faults.Add("RoomService/RemoveParticipant", new ServerFault.Delayed(Timeout.InfiniteTimeSpan), FaultSchedule.Always);
            scene.Faults.Add("RoomService/DeleteRoom", new ServerFault.Delayed(Timeout.InfiniteTimeSpan), FaultSchedule.Always);

            var result = Assert.IsType<WarmTransferResult.Declined>(await scene.TransferAsync());

            Assert.InRange(result.HoldTime, TimeSpan.Zero, TimeSpan.FromSeconds(25));
            Assert.True(scene.CallerSession.IO.InputText);
            scene.Faults.Clear();
            await scene.LiveKit.Backend.Server.DeleteRoomAsync("call-1-human-agent");
        });

    [Fact]
    public void Retry_AtOnce_UsesARoomAndAnIdentityOfItsOwn() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var first = await scene.EndsAsAsync<WarmTransferResult.Declined>();
            var second = await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal(("call-1-human-agent", "human-agent-sip"), (first.Attempts[0].RoomName, first.Attempts[0].HumanIdentity));
            Assert.Equal(("call-1-human-agent-2", "human-agent-sip-2"), (second.Attempts[0].RoomName, second.Attempts[0].HumanIdentity));
        });

    [Fact]
    public void Monitor_JoinsAndLeaves_ChangesNothing() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);
            foreach (var room in new[] { TransferScene.CallerRoom, "call-1-human-agent" })
            {
                var monitor = await scene.LiveKit.Rooms.ConnectAsync(scene.LiveKit.Url, scene.Server.SignToken(new AccessToken { Identity = "monitor", Video = new VideoGrant { RoomJoin = true, Room = room } }));
                await monitor.DisposeAsync();
            }

            var result = Assert.IsType<WarmTransferResult.Connected>(await transfer);
            var late = await scene.LiveKit.Rooms.ConnectAsync(scene.LiveKit.Url, scene.Server.SignToken(new AccessToken { Identity = "monitor", Video = new VideoGrant { RoomJoin = true, Room = TransferScene.CallerRoom } }));
            await late.DisposeAsync();
            await Task.Delay(TimeSpan.FromSeconds(1), scene.Time);

            Assert.False(result.Call.Completion.IsCompleted);
            await result.Call.EndAsync();
        });

    [Fact]
    public void Dispose_WhileRinging_CancelsAndWaits() =>
        TransferScene.Play(Phone.RingsOut(), async scene =>
        {
            var task = new WarmTransferTask(scene.Agent, scene.Options);
            var run = task.RunAsync(scene.CallerSession);
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);

            await task.DisposeAsync();
            await task.DisposeAsync();

            Assert.True(run.IsCompletedSuccessfully);
            await scene.EndsAsAsync<WarmTransferResult.Cancelled>(run);
        });

    [Fact]
    public void HoldAudio_CannotStart_TheTransferGoesOn() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            scene.Options.HoldAudio = HoldAudio.File("/no/such/file.wav");

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.True(scene.Caller.Recording.AudibleFramesFrom("ai") > 0);
        });
}
