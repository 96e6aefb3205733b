using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Every way a transfer ends, with its evidence.</summary>
public sealed class TransferOutcomeTests
{
    [Fact]
    public void Transfer_HumanAccepts_ConnectsTheTwoInTheCallersRoom() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.Equal("human-agent-sip", result.HumanAgentIdentity);
            Assert.Contains(scene.CallerSession.Room.RemoteParticipants, participant => participant.Identity == "human-agent-sip");
            Assert.Equal([TransferScene.CallerRoom], (await scene.Server.ListRoomsAsync()).Select(room => room.Name));
            Assert.Equal(["call-1-human-agent", "call-1"], scene.DeskCall.Rooms);

            var attempt = Assert.Single(result.Attempts);
            Assert.Equal(MergeStrategy.MoveParticipant, attempt.MergedBy);
            Assert.Equal(scene.DeskCall.SipCallId, attempt.SipCallId);
            DateTimeOffset?[] inOrder = [attempt.StartedAt, attempt.DialledAt, attempt.RingingAt, attempt.AnsweredAt, attempt.HumanSpokeAt, attempt.DecidedAt, attempt.MergedAt];
            Assert.DoesNotContain(null, inOrder);
            Assert.Equal(inOrder.Order(), inOrder);
            Assert.Equal(["Billing desk.", TransferScene.Brief, "Yes, put them through."], result.Transcript.Where(message => message.Text.Length > 0 && message.Role != ChatRole.Tool).Select(message => message.Text));

            await result.Call.EndAsync();
        });

    [Fact]
    public void Transfer_Connected_TheAIIsSilentAndTheMusicGone() =>
        TransferScene.Play(TransferScene.Accepts.When("are you there", says: "Yes, hello."), async scene =>
        {
            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
            var requests = scene.Model.Requests.Count;

            await scene.Caller.SayAsync("Billing desk, are you there?");
            await scene.UntilAsync(() => scene.Caller.Recording.HasHeard("Yes, hello."));

            Assert.Equal(requests, scene.Model.Requests.Count);
            Assert.Empty((await scene.Server.GetParticipantAsync(TransferScene.CallerRoom, "ai")).Tracks);
            await result.Call.EndAsync();
        });

    [Fact]
    public void Transfer_WhileItLasts_OnlyTheCallerHearsTheMusic() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var result = await scene.EndsAsAsync<WarmTransferResult.Declined>();

            var music = Assert.Single(scene.Caller.Recording.Audio, audio => audio.TrackName == "hold_audio");
            Assert.InRange(music.Frames, (long)(result.HoldTime.TotalSeconds * 100) - 50, (long)(result.HoldTime.TotalSeconds * 100) + 50);
            Assert.DoesNotContain(scene.DeskCall.Recording.Audio, audio => audio.TrackName == "hold_audio");
        });

    [Fact]
    public void Transfer_HumanDeclines_SaysGoodbyeAndBringsTheReasonBack() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var result = await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal("in a meeting", result.Reason);
            Assert.Contains("in a meeting", result.Describe(), StringComparison.Ordinal);
            Assert.Equal(ConsultSpeech.Declined, scene.DeskCall.Recording.Heard[^1].Text);
            Assert.Equal(PhoneCallEnd.HungUpByLiveKit, scene.DeskCall.End);
        });

    [Fact]
    public void Transfer_Mailbox_IsVoicemail() =>
        TransferScene.Play(Phone.Mailbox("Leave a message after the tone."), scene => scene.EndsAsAsync<WarmTransferResult.Voicemail>());

    [Fact]
    public void Transfer_LineBusy_IsBusyWithTheSipStatus() =>
        TransferScene.Play(Phone.Busy(), async scene =>
        {
            var result = await scene.EndsAsAsync<WarmTransferResult.Busy>();

            var attempt = Assert.Single(result.Attempts);
            Assert.Equal((486, "SIP_STATUS_BUSY_HERE", DisconnectReason.UserRejected), (attempt.SipStatusCode, attempt.SipStatus, attempt.DisconnectReason));
        });

    [Theory]
    [InlineData(603)]
    [InlineData(403)]
    public void Transfer_PhoneRejects_IsRejected(int sipStatus) =>
        TransferScene.Play(Phone.Rejects(sipStatus), async scene =>
            Assert.Equal(sipStatus, Assert.Single((await scene.EndsAsAsync<WarmTransferResult.Rejected>()).Attempts).SipStatusCode));

    [Fact]
    public void Transfer_RingsOut_IsNoAnswerAfterTheRingingTimeout() =>
        TransferScene.Play(Phone.RingsOut(), async scene =>
        {
            scene.Options.RingingTimeout = TimeSpan.FromSeconds(12);

            var result = await scene.EndsAsAsync<WarmTransferResult.NoAnswer>();

            Assert.InRange(result.HoldTime, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(13));
            Assert.Equal("ringing", Assert.Single(result.Attempts).CallStatus);
            Assert.Equal(PhoneCallEnd.Cancelled, scene.DeskCall.End);
        });

    [Fact]
    public void Transfer_NeverRings_IsUnreachable() =>
        TransferScene.Play(Phone.Unreachable(), scene => scene.EndsAsAsync<WarmTransferResult.Unreachable>());

    [Fact]
    public void Transfer_UnknownNumber_IsUnreachableWith404() =>
        TransferScene.Play(Phone.Busy(), async scene =>
        {
            scene.Options.CallTo = "+15105550999";

            Assert.Equal(404, Assert.Single((await scene.EndsAsAsync<WarmTransferResult.Unreachable>()).Attempts).SipStatusCode);
        });

    [Fact]
    public void Transfer_HumanHangsUp_IsHumanLeft() =>
        TransferScene.Play(TransferScene.Answers.When(TransferScene.Brief, new PhoneAction.HangUp()), scene => scene.EndsAsAsync<WarmTransferResult.HumanLeft>());

    [Fact]
    public void Transfer_Cancelled_TellsTheHumanAndIsCancelled() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(10), scene.Time);

            await scene.EndsAsAsync<WarmTransferResult.Cancelled>(scene.TransferAsync(source.Token));

            Assert.Equal(ConsultSpeech.TimedOut, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void Transfer_ConsultTakesTooLong_TimesOut() =>
        TransferScene.Play(TransferScene.Answers.When(TransferScene.Brief, says: "Tell me about the desk again."), async scene =>
        {
            scene.Options.ConsultTimeout = TimeSpan.FromMinutes(1);

            var result = await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.Equal((TransferPhase.Consulting, TransferLimit.Consult), (result.Phase, result.Limit));
            Assert.Equal(ConsultSpeech.TimedOut, scene.DeskCall.Recording.Heard[^1].Text);
        });

    [Fact]
    public void Transfer_NobodySpeaks_TheAIAsksOnceWithoutToolsThenTimesOut() =>
        TransferScene.Play(Phone.AnswersAfter(TimeSpan.FromSeconds(2)), async scene =>
        {
            scene.Options.SilenceTimeout = TimeSpan.FromSeconds(10);

            var result = await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.Equal((TransferPhase.Consulting, TransferLimit.Silence), (result.Phase, result.Limit));
            Assert.Empty(Assert.Single(scene.Model.Requests).ToolNames);
        });

    [Fact]
    public void Transfer_HeldTooLong_TimesOut() =>
        TransferScene.Play(Phone.RingsOut(), async scene =>
        {
            scene.Options.MaxHoldTime = TimeSpan.FromSeconds(5);

            var result = await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.Equal((TransferPhase.Dialling, TransferLimit.Hold), (result.Phase, result.Limit));
            Assert.Equal(PhoneCallEnd.Cancelled, scene.DeskCall.End);
        });

    [Fact]
    public void Transfer_Greeting_IsSaidBeforeTheHumanSpeaks() =>
        TransferScene.Play(Phone.AnswersAfter(TimeSpan.FromSeconds(1)).When("this is the assistant", says: "No thanks."), async scene =>
        {
            scene.Options.Greeting = "Hello, this is the assistant.";

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            Assert.Equal("Hello, this is the assistant.", scene.DeskCall.Recording.Heard[0].Text);
        });

    [Fact]
    public void Transfer_HumanSide_IsToldTheConversationAndStartsEmpty() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            await scene.Caller.SayAsync("My bill is too high.");
            await scene.UntilAsync(() => scene.CallerSession.History.Count > 0);

            await scene.EndsAsAsync<WarmTransferResult.Declined>();

            var first = scene.Model.Requests.First(request => request.ToolNames.Contains("connect_to_caller")).Messages;
            Assert.Equal([ChatRole.System, ChatRole.User], first.Select(message => message.Role));
            Assert.Contains("Caller: My bill is too high.", first[0].Text, StringComparison.Ordinal);
        });

    [Fact]
    public void Transfer_AfterMerge_EndsForAllWhenOneLeaves() =>
        TransferScene.Play(TransferScene.Accepts.When("goodbye", new PhoneAction.HangUp()), async scene =>
        {
            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());
            await Task.Delay(TimeSpan.FromSeconds(30), scene.Time);
            Assert.False(result.Call.Completion.IsCompleted);

            await scene.Caller.SayAsync("Thank you, goodbye.");
            var end = await result.Call.Completion;

            Assert.Equal(CallEndedBy.Human, end.By);
            Assert.InRange(end.Duration, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(33));
            Assert.Empty(await scene.LiveKit.Backend.Server.ListRoomsAsync());
            // The consult room after the move, and the caller's room, once each.
            Assert.Equal(2, scene.Requests.Calls.Count(call => call == "DeleteRoom"));
        });

    [Fact]
    public void Transfer_Introduce_BothHearTheIntroduction() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Options.AfterMerge = AfterMerge.Introduce;
            scene.Options.Introduction = "Maria, this is Dana.";

            var result = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.True(scene.Caller.Recording.HasHeard("Maria, this is Dana."));
            Assert.True(scene.DeskCall.Recording.HasHeard("Maria, this is Dana."));
            await result.Call.EndAsync();
        });

    [Fact]
    public void CallerTool_Declined_TheCallersAISpeaksAboutIt() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            scene.Model.When("a person", ScriptedReply.Calls("transfer_to_human") with { Text = "One moment." }).When("The human agent was reached but cannot", says: "They are in a meeting.");
            var results = new List<WarmTransferResult>();
            scene.CallerSession.Tools = [scene.Agent.AsCallerTool(scene.CallerSession, scene.Options, new CallerToolOptions { Completed = results.Add })];

            await scene.Caller.SayAsync("I want a person.");
            await scene.UntilAsync(() => scene.Caller.Recording.HasHeard("They are in a meeting."));

            Assert.IsType<WarmTransferResult.Declined>(Assert.Single(results));
            await scene.AssertCallerIsBackAsync();
            Assert.Equal(["One moment.", "They are in a meeting."], scene.Caller.Recording.Heard.Select(heard => heard.Text));
        });

    [Fact]
    public void CallerTool_Connected_TheCallersAIFallsSilent() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Model.When("a person", ScriptedReply.Calls("transfer_to_human") with { Text = "One moment." }).When("The caller has been connected", says: "I am still talking.");
            var connected = new TaskCompletionSource<WarmTransferResult>();
            scene.CallerSession.Tools = [scene.Agent.AsCallerTool(scene.CallerSession, scene.Options, new CallerToolOptions { Completed = connected.SetResult })];

            await scene.Caller.SayAsync("I want a person.");
            var result = Assert.IsType<WarmTransferResult.Connected>(await connected.Task);
            await Task.Delay(TimeSpan.FromSeconds(5), scene.Time);

            Assert.Equal(["One moment."], scene.Caller.Recording.Heard.Select(heard => heard.Text));
            await result.Call.EndAsync();
        });

    [Fact]
    public void RunAsync_Twice_IsRefused() =>
        TransferScene.Play(Phone.Busy(), async scene =>
        {
            await using var task = new WarmTransferTask(scene.Agent, scene.Options);
            await task.RunAsync(scene.CallerSession);

            await Assert.ThrowsAsync<InvalidOperationException>(() => task.RunAsync(scene.CallerSession));
            await task.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => task.RunAsync(scene.CallerSession));
        });

    [Fact]
    public void RunAsync_WrongOptions_DialsNothingAndLeavesTheCallerAlone() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            // All that could come from the environment of whoever runs the tests is given, so that nothing of it counts.
            (scene.Options.CallTo, scene.Options.SipTrunkId, scene.Options.SipNumber) = ("12", "billing", "13");

            var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => scene.TransferAsync());

            Assert.Equal(["CallTo", "SipNumber", "SipTrunkId"], error.Failures.Select(failure => failure.Split(' ')[0]).Order(StringComparer.Ordinal));
            Assert.Empty(scene.Requests.Calls);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void RunAsync_WrongSecret_ThrowsAndResumesTheCaller() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            const string WrongSecret = "another-secret-that-is-long-enough-0001";
            var server = new LiveKitServerClient(new HttpMessageInvoker(scene.LiveKit.CreateHandler()), new LiveKitCredentials(scene.LiveKit.Url.ToString(), "devkey", WrongSecret), scene.Time);
            await using var session = new CallSession(new LiveKitBackend(server, scene.LiveKit.Rooms), scene.CallerSession.Room, TransferScene.CallerIdentity, new CallSessionOptions { ChatClient = scene.Model, TimeProvider = scene.Time });

            var error = await Assert.ThrowsAsync<LiveKitException>(() => session.WarmTransferAsync(scene.Agent, scene.Options));

            Assert.Equal(TwirpErrorCode.Unauthenticated, error.Code);
            Assert.DoesNotContain(WrongSecret, error.ToString(), StringComparison.Ordinal);
            Assert.Empty(scene.LiveKit.Phones.Calls);
            await scene.AssertCallerIsBackAsync();
        });
}
