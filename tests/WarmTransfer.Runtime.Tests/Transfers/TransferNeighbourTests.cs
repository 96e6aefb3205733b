using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Others in the rooms: another caller, another AI, an application's own tracks. A transfer is about its caller and its human only.</summary>
public sealed class TransferNeighbourTests
{
    [Fact]
    public void TwoCallers_InOneRoom_AreTransferredSideBySide() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            await using var other = await EmulatedCaller.JoinAsync(scene.LiveKit, TransferScene.CallerRoom, "caller-2");
            await using var otherSession = new CallSession(scene.Backend, scene.CallerSession.Room, "caller-2", new CallSessionOptions { ChatClient = scene.Model, TimeProvider = scene.Time });
            await otherSession.StartAsync();

            var results = await Task.WhenAll(scene.TransferAsync(), otherSession.WarmTransferAsync(scene.Agent, scene.Options));

            Assert.All(results, result => Assert.IsType<WarmTransferResult.Declined>(result));
            Assert.Equal(["call-1-human-agent", "call-1-human-agent-2"], results.Select(result => result.Attempts[0].RoomName).Order());
            Assert.Equal(2, results.Select(result => result.Attempts[0].HumanIdentity).Distinct().Count());
            await otherSession.DisposeAsync();
            await other.LeaveAsync();
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void OtherCaller_LeavesMeanwhile_ChangesNothing() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var other = await EmulatedCaller.JoinAsync(scene.LiveKit, TransferScene.CallerRoom, "caller-2");
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);
            await other.LeaveAsync();

            var connected = Assert.IsType<WarmTransferResult.Connected>(await transfer);

            await connected.Call.EndAsync();
        });

    [Fact]
    public void Caller_ReconnectsUnderTheSameIdentity_HasNotLeft() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);
            await using var again = await EmulatedCaller.JoinAsync(scene.LiveKit, TransferScene.CallerRoom, TransferScene.CallerIdentity);
            Assert.Equal(DisconnectReason.DuplicateIdentity, await scene.Caller.Left);

            var connected = Assert.IsType<WarmTransferResult.Connected>(await transfer);

            await again.LeaveAsync();
            Assert.Equal(CallEndedBy.Caller, (await connected.Call.Completion).By);
        });

    [Fact]
    public void TwoSessionsOfOneCaller_BothTransferred_EachCallsItsOwnHuman() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var room = await scene.Backend.JoinAsAgentAsync(TransferScene.CallerRoom, "ai-2");
            await using var second = new CallSession(scene.Backend, room, TransferScene.CallerIdentity, new CallSessionOptions { ChatClient = scene.Model, TimeProvider = scene.Time, OwnsRoom = true });

            var results = await Task.WhenAll(scene.TransferAsync(), second.WarmTransferAsync(scene.Agent, scene.Options));

            // One room name at a time, although each connection counts its transfers for itself.
            Assert.All(results, result => Assert.IsType<WarmTransferResult.Declined>(result));
            Assert.Equal(2, results.Select(result => result.Attempts[0].RoomName).Distinct().Count());
            await second.DisposeAsync();
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void OtherAI_InTheConsultRoom_ChangesNothing() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);
            var dispatched = await scene.Backend.JoinAsAgentAsync("call-1-human-agent", "other-ai");
            await scene.UntilAsync(() => scene.DeskCall.Status == PhoneCallStatus.Answered);
            await dispatched.DisposeAsync();

            var connected = Assert.IsType<WarmTransferResult.Connected>(await transfer);

            Assert.Equal(["ai", TransferScene.CallerIdentity, "human-agent-sip"], (await scene.Server.ListParticipantsAsync(TransferScene.CallerRoom)).Select(participant => participant.Identity).Order());
            await connected.Call.EndAsync();
        });

    [Fact]
    public void OtherAI_StillInTheConsultRoom_GoesWithIt() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ Status: PhoneCallStatus.Ringing }]);
            var dispatched = await scene.Backend.JoinAsAgentAsync("call-1-human-agent", "other-ai");

            await scene.EndsAsAsync<WarmTransferResult.Declined>(transfer);

            Assert.False(dispatched.IsConnected);
        });

    [Fact]
    public void Text_FromOthersInTheConsultRoom_CannotAccept() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            scene.Options.ConsultTimeout = TimeSpan.FromSeconds(10);
            var transfer = scene.TransferAsync();
            await scene.UntilAsync(() => scene.LiveKit.Phones.Calls is [{ } call] && call.Recording.HasHeard(TransferScene.Brief));
            var dispatched = await scene.Backend.JoinAsAgentAsync("call-1-human-agent", "other-ai");
            await using (var text = await dispatched.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Chat }))
                await text.WriteAsync("Yes, put them through.");

            await scene.EndsAsAsync<WarmTransferResult.TimedOut>(transfer);
        });

    [Fact]
    public void Bridged_TheHumansWordsAreNotAnsweredByTheAI() =>
        TransferScene.Play(TransferScene.Accepts.Waits(TimeSpan.FromSeconds(15)).Says("The desk again."), async scene =>
        {
            scene.Options.MergeStrategy = MergeStrategy.AudioBridge;
            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
            var requests = scene.Model.Requests.Count;

            await scene.UntilAsync(() => scene.DeskCall.Recording.Said.Any(said => said.Text == "The desk again."));
            await scene.Caller.SayAsync("Is that the desk?");
            await Task.Delay(TimeSpan.FromSeconds(2), scene.Time);

            Assert.Equal(requests, scene.Model.Requests.Count);
            await connected.Call.EndAsync();
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ApplicationsOwnTrack_InTheCallersRoom_SurvivesTheHold(bool accepts) =>
        TransferScene.Play(accepts ? TransferScene.Accepts : TransferScene.Declines, async scene =>
        {
            await using var own = await scene.CallerSession.Room.PublishAudioAsync("ringtone", TrackSource.Unknown);

            var result = await scene.TransferAsync();

            Assert.Equal(["ringtone"], (await scene.Server.GetParticipantAsync(TransferScene.CallerRoom, "ai")).Tracks.Select(track => track.Name));
            Assert.True(own.TryWrite(new short[AudioFormat.SamplesPerFrame]));
            if (result is WarmTransferResult.Connected connected)
                await connected.Call.EndAsync();
        });

    [Fact]
    public void HoldAudio_EndsEarly_BeginsAgain() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var opened = 0;
            scene.Options.HoldAudio = HoldAudio.Stream(_ =>
            {
                opened++;
                return OneSecondAsync();
            });

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.InRange(opened, 3, 20);
        });

    [Fact]
    public void HoldAudio_PublishingRefused_TheTransferGoesOn() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            await scene.LiveKit.Backend.Server.UpdateParticipantAsync(new UpdateParticipantRequest
            {
                Room = TransferScene.CallerRoom,
                Identity = "ai",
                Permissions = new ParticipantPermissions { CanPublish = false },
            });

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal(0, scene.Caller.Recording.AudibleFramesFrom("ai"));
        });

    private static async IAsyncEnumerable<ReadOnlyMemory<short>> OneSecondAsync()
    {
        await Task.Yield();
        yield return new short[AudioFormat.SampleRate];
    }
}
