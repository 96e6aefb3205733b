using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>What the application's own code, or a server too slow, does to a transfer: the caller still comes back, and no phone rings on.</summary>
public sealed class TransferFailureTests
{
    [Fact]
    public void Progress_HandlerThrows_TheTransferGoesOn() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            scene.Options.Progress = new Reports(_ => throw new InvalidOperationException("The handler's own mistake."));

            await scene.EndsAsAsync<WarmTransferResult.Declined>();
        });

    [Fact]
    public void Progress_HandlerThrows_TheCallIsConnectedAllTheSame() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Options.Progress = new Reports(_ => throw new InvalidOperationException("The handler's own mistake."));

            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            await connected.Call.EndAsync();
        });

    [Fact]
    public void CallerTool_CompletedHandlerThrows_TheModelStillLearnsTheOutcome() =>
        TransferScene.Play(Phone.Busy(), async scene =>
        {
            var tool = scene.Agent.AsCallerTool(scene.CallerSession, scene.Options, new CallerToolOptions { Completed = _ => throw new InvalidOperationException("The handler's own mistake.") });

            var answer = await tool.InvokeAsync(new AIFunctionArguments());

            Assert.Contains("busy", Assert.IsType<string>(answer), StringComparison.Ordinal);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void CallerTool_CalledTwiceAtOnce_TheSecondIsRefused() =>
        TransferScene.Play(Phone.Busy(), async scene =>
        {
            var tool = scene.Agent.AsCallerTool(scene.CallerSession, scene.Options);

            var first = tool.InvokeAsync(new AIFunctionArguments()).AsTask();
            var second = await tool.InvokeAsync(new AIFunctionArguments());

            Assert.Contains("already under way", Assert.IsType<string>(second), StringComparison.Ordinal);
            Assert.Contains("busy", Assert.IsType<string>(await first), StringComparison.Ordinal);
            Assert.Single(scene.LiveKit.Phones.Calls);
        });

    [Fact]
    public void Agent_CreateToolsThrows_IsThrownAndTheCallerIsNotDisturbed() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var agent = new OtherTools(_ => throw new InvalidOperationException("No invoice store."));

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scene.CallerSession.WarmTransferAsync(agent, scene.Options));

            Assert.Equal("No invoice store.", error.Message);
            Assert.Empty(scene.Caller.Recording.Audio);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void Agent_TwoToolsOfOneName_IsThrownAndNothingIsDialled() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var agent = new OtherTools(control => [new DeclineTransferTool(control), AIFunctionFactoryOf("decline_transfer")]);

            var error = await Assert.ThrowsAsync<ArgumentException>(() => scene.CallerSession.WarmTransferAsync(agent, scene.Options));

            Assert.Contains("decline_transfer", error.Message, StringComparison.Ordinal);
            Assert.Empty(scene.LiveKit.Phones.Calls);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void Transfer_CallerOnHoldAlready_IsThrownAndTheFirstGoesOn() =>
        TransferScene.Play(TransferScene.Declines, async scene =>
        {
            var first = scene.TransferAsync();

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scene.TransferAsync());

            Assert.Contains("on hold already", error.Message, StringComparison.Ordinal);
            await scene.EndsAsAsync<WarmTransferResult.Declined>(first);
            Assert.Single(scene.LiveKit.Phones.Calls);
        });

    [Fact]
    public void Model_FailsOnTheHumansSide_TimesOutAndTheCallerComesBack() =>
        TransferScene.Play(TransferScene.Answers, async scene =>
        {
            scene.Options.ChatClient = new FailingModel();

            var result = await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.Equal(TransferLimit.Silence, result.Limit);
        });

    [Theory]
    [InlineData(nameof(ICallerLeg.HoldAsync))]
    [InlineData(nameof(ICallerLeg.History))]
    public void CallerLeg_Throws_IsThrownAndNothingIsLeft(string member) =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            var leg = new OtherLeg(scene.CallerSession) { Broken = member };

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => leg.WarmTransferAsync(scene.Agent, scene.Options));

            Assert.Equal("Broken.", error.Message);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void Trunk_DoesNotExist_IsUnreachableAndTheLogSaysWhy() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Options.SipTrunkId = "ST_unknown";
            var log = new LogRecorder(LogLevel.Warning);
            var leg = new OtherLeg(scene.CallerSession) { LoggerFactory = log };

            await scene.EndsAsAsync<WarmTransferResult.Unreachable>(leg.WarmTransferAsync(scene.Agent, scene.Options));

            Assert.Contains("sip trunk does not exist", Assert.Single(log.Lines), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(nameof(ICallerLeg.ReleaseAsync), AfterMerge.Leave)]
    [InlineData(nameof(ICallerLeg.ReleaseAsync), AfterMerge.Introduce)]
    [InlineData(nameof(ICallerLeg.SayAsync), AfterMerge.Introduce)]
    public void CallerLeg_HangsOrThrowsAfterTheMerge_TheCallIsConnectedAllTheSame(string member, AfterMerge afterMerge)
    {
        foreach (var hangs in new[] { false, true })
        {
            TransferScene.Play(TransferScene.Accepts, async scene =>
            {
                scene.Options.AfterMerge = afterMerge;
                var leg = new OtherLeg(scene.CallerSession) { Broken = hangs ? null : member, Hanging = hangs ? member : null };

                var connected = Assert.IsType<WarmTransferResult.Connected>(await leg.WarmTransferAsync(scene.Agent, scene.Options));

                Assert.Empty((await scene.LiveKit.Backend.Server.GetParticipantAsync(TransferScene.CallerRoom, "ai")).Tracks);
                await connected.Call.EndAsync();
            });
        }
    }

    [Fact]
    public void Move_NotAnsweredAndTheServerUnreadable_StillEnds() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Delayed(Timeout.InfiniteTimeSpan), FaultSchedule.Always);
            scene.Options.MergeTimeout = TimeSpan.FromSeconds(6);
            scene.Requests.Throw("ListParticipants", new InvalidOperationException("A transport's own mistake."));

            await scene.EndsAsAsync<WarmTransferResult.TimedOut>();
        });

    [Fact]
    public void Move_TakesEffectWhileTheHumanIsHungUp_TheHumanIsNotLeftInTheCallersRoom() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Delayed(TimeSpan.FromMilliseconds(6500)));
            scene.Faults.Add("RoomService/RemoveParticipant", new ServerFault.Delayed(TimeSpan.FromSeconds(1)));
            scene.Options.MergeTimeout = TimeSpan.FromSeconds(6);

            await scene.EndsAsAsync<WarmTransferResult.TimedOut>();

            Assert.Equal(["call-1-human-agent", TransferScene.CallerRoom], scene.DeskCall.Rooms);
        });

    [Fact]
    public void Move_TakesEffectWhileTheServerIsAskedWhereTheHumanIs_Connects() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.Delayed(TimeSpan.FromMilliseconds(6500)));
            scene.Requests.After("ListParticipants", () => Task.Delay(TimeSpan.FromSeconds(1), scene.Time));
            scene.Options.MergeTimeout = TimeSpan.FromSeconds(6);

            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            await connected.Call.EndAsync();
        });

    [Fact]
    public void Move_AnswerLostAndTheServerDown_ConnectsByWhatTheConnectionsSee() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/MoveParticipant", new ServerFault.AnswerLost());
            scene.Faults.Add("RoomService/ListParticipants", new ServerFault.Refused("unavailable", "made to fail"), FaultSchedule.Always);

            var connected = Assert.IsType<WarmTransferResult.Connected>(await scene.TransferAsync());

            Assert.InRange(connected.HoldTime, TimeSpan.Zero, TimeSpan.FromSeconds(8));
            await connected.Call.EndAsync();
        });

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(20)]
    public void Dial_ReachesTheServerAfterTheTransferEnded_ThePhoneDoesNotRingOn(int seconds) =>
        TransferScene.Play(Phone.RingsOut(), async scene =>
        {
            scene.Faults.Add("SIP/CreateSIPParticipant", new ServerFault.Delayed(TimeSpan.FromSeconds(seconds)));
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1), scene.Time);

            var result = await scene.TransferAsync(source.Token);
            Assert.IsType<WarmTransferResult.Cancelled>(result);
            Assert.InRange(result.HoldTime, TimeSpan.Zero, TimeSpan.FromSeconds(10));

            await Task.Delay(TimeSpan.FromSeconds(seconds + 2), scene.Time);
            Assert.All(scene.LiveKit.Phones.Calls, call => Assert.Equal(PhoneCallStatus.Over, call.Status));
            // What is left of the room is empty, and closes itself.
            await Task.Delay(TimeSpan.FromMinutes(2), scene.Time);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public void ConsultRoom_RefusedAndNotDeletable_ThrowsWhyItWasRefused() =>
        TransferScene.Play(TransferScene.Accepts, async scene =>
        {
            scene.Faults.Add("RoomService/CreateRoom", new ServerFault.Refused("unauthenticated", "made to fail"), FaultSchedule.Always);
            scene.Faults.Add("RoomService/DeleteRoom", new ServerFault.Refused("internal", "made to fail"), FaultSchedule.Always);

            var error = await Assert.ThrowsAsync<LiveKitException>(() => scene.TransferAsync());

            Assert.Equal(TwirpErrorCode.Unauthenticated, error.Code);
            await scene.AssertCallerIsBackAsync();
        });

    [Fact]
    public async Task RunAsync_HandlerUsesTheTaskFromAnotherThread_DoesNotLockUp()
    {
        await using var liveKit = new LiveKitEmulator();
        await using var caller = await EmulatedCaller.JoinAsync(liveKit, "call-1");
        await using var room = await liveKit.Backend.JoinAsAgentAsync("call-1", "ai");
        await using var session = new CallSession(liveKit.Backend, room, caller.Identity, new CallSessionOptions { ChatClient = new ScriptedChatClient() });
        WarmTransferTask? task = null;
        bool? returned = null;
        var options = new WarmTransferOptions { CallTo = TransferScene.DeskNumber, SipTrunkId = TransferScene.Trunk };
        options.Progress = new Reports(_ => returned ??= Task.Run(() => task!.DisposeAsync().AsTask().IsCompleted).Wait(TimeSpan.FromSeconds(5)));
        task = new WarmTransferTask(new TransferScene.Desk(), options);

        var result = await task.RunAsync(session);

        Assert.True(returned);
        Assert.IsType<WarmTransferResult.Cancelled>(result);
    }

    private static AIFunction AIFunctionFactoryOf(string name) => new NamedTool(name);

    private sealed class NamedTool(string name) : AIFunction
    {
        public override string Name => name;

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => new("");
    }

    private sealed class Reports(Action<TransferProgress> report) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => report(value);
    }

    private sealed class OtherTools(Func<TransferControl, IReadOnlyList<AIFunction>> create) : ITransferAgent
    {
        public TransferAgentDefinition Definition { get; } = new("Desk");

        public IReadOnlyList<AIFunction> CreateTools(TransferControl control) => create(control);
    }

    private sealed class FailingModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException("503");

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException("503");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    /// <summary>An application's own caller side, of which one part does not work.</summary>
    private sealed class OtherLeg(CallSession session) : ICallerLeg
    {
        public string? Broken { get; init; }

        public string? Hanging { get; init; }

        public LiveKitBackend LiveKit => session.LiveKit;

        public IRoom Room => session.Room;

        public string CallerIdentity => session.ParticipantIdentity;

        public IReadOnlyList<ChatMessage> History => Broken == nameof(History) ? throw new InvalidOperationException("Broken.") : session.History;

        public IChatClient? ChatClient => session.ChatClient;

        public IServiceProvider? Services => null;

        public TimeProvider TimeProvider => session.TimeProvider;

        public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

        public Task<ICallerHold> HoldAsync(HoldAudio audio, CancellationToken cancellationToken = default)
        {
            Try(nameof(HoldAsync));
            return session.HoldAsync(audio, cancellationToken);
        }

        public async Task SayAsync(string text, CancellationToken cancellationToken = default)
        {
            await TryAsync(nameof(SayAsync));
            await session.SayAsync(text, cancellationToken);
        }

        public Task ReleaseAsync(CancellationToken cancellationToken = default)
        {
            Try(nameof(ReleaseAsync));
            return ReleaseSlowlyAsync(cancellationToken);
        }

        private async Task ReleaseSlowlyAsync(CancellationToken cancellationToken)
        {
            await TryAsync(nameof(ReleaseAsync));
            await session.ReleaseAsync(cancellationToken);
        }

        private void Try(string member)
        {
            if (Broken == member)
                throw new InvalidOperationException("Broken.");
        }

        private async Task TryAsync(string member)
        {
            Try(member);
            if (Hanging == member)
                await new TaskCompletionSource().Task;
        }
    }
}
