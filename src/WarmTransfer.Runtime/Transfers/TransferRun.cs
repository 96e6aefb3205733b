using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One transfer from start to end. Its loop reads one channel of messages and alone changes state; work runs beside it and reports back as a message.</summary>
internal sealed partial class TransferRun
{
    private static readonly TimeSpan OpeningLimit = TimeSpan.FromSeconds(20);

    /// <summary>The server ends an unanswered call itself; this much later it will not any more.</summary>
    private static readonly TimeSpan RingingGrace = TimeSpan.FromSeconds(12);

    private readonly ICallerLeg _caller;
    private readonly TransferSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<TransferMessage> _inbox = Channel.CreateUnbounded<TransferMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SideWork _work;
    private readonly UndoStack _undo;
    private readonly TransferLimits _limits;
    private readonly ConsultControl _control;
    private readonly TransferWatch _watch;
    private readonly IReadOnlyList<AIFunction> _tools;
    private readonly GreetingPlayer? _greeting;

    private TransferPhase _phase = TransferPhase.Opening;
    private TransferAttempt _attempt;
    private ConsultRoom? _consult;
    private HumanLeg? _leg;
    private UndoStack.Step? _hold;
    private UndoStack.Step? _hangUp;
    private UndoStack.Step? _closeConsult;
    private DisconnectReason? _callerLeft;
    private DisconnectReason? _humanLeft;
    private bool _cancelRequested;
    private bool _dialAnswerLost;
    private bool _nudged;
    private TransferEnd? _end;

    public TransferRun(ICallerLeg caller, ITransferAgent agent, TransferSettings settings)
    {
        _caller = caller;
        _settings = settings;
        _time = caller.TimeProvider;
        _logger = caller.LoggerFactory.CreateLogger<WarmTransferTask>();
        _undo = new UndoStack(_time, _logger);
        _work = new SideWork(_time, _logger);
        _limits = new TransferLimits(_time, Post);
        _control = new ConsultControl(Post);
        _watch = new TransferWatch(caller, settings, _control, Post);
        _greeting = settings.GreetingAudio is { } clip ? new GreetingPlayer(clip, _time) : null;
        // Made before anybody is put on hold: a mistake in the agent is the application's to hear of.
        _tools = agent.CreateTools(_control);
        CallSession.ThrowIfNamesClash(_tools);
        _attempt = new TransferAttempt { Target = settings.CallTo, RoomName = settings.RoomName, HumanIdentity = "", StartedAt = _time.GetUtcNow() };
    }

    public async Task<WarmTransferResult> RunAsync(CancellationToken cancellationToken)
    {
        using var cancel = cancellationToken.Register(() => Post(new TransferMessage.CancelRequested()));
        using var watch = _watch;
        using var work = _work;
        using var greeting = _greeting;
        try
        {
            Begin(cancellationToken);
            while (_end is null)
                Handle(await _inbox.Reader.ReadAsync(CancellationToken.None));
        }
        catch (Exception error)
        {
            // Not foreseen, so the application's to see; but first the caller comes off hold and the phone is hung up.
            _end = new TransferEnd(null, "", error);
        }

        return await FinishAsync(_end);
    }

    private void Begin(CancellationToken cancellationToken)
    {
        // Watching comes first: whoever leaves while the rest is looked at is not missed.
        _watch.ObserveCaller();
        if (cancellationToken.IsCancellationRequested)
            End(new WarmTransferResult.Cancelled());
        else if (!_caller.Room.Contains(_caller.CallerIdentity))
            End(new WarmTransferResult.CallerLeft(DisconnectReason.Unknown));
        else
            Open();
    }

    private void Post(TransferMessage message) => _inbox.Writer.TryWrite(message);

    private void Handle(TransferMessage message)
    {
        switch (message)
        {
            case TransferMessage.CallerLeft left:
                OnCallerLeft(left.Reason);
                break;
            case TransferMessage.CancelRequested:
                OnCancelRequested();
                break;
            case TransferMessage.Opened opened:
                Dial(opened.Consult);
                break;
            case TransferMessage.OpenFailed failed:
                OnOpenFailed(failed.Error);
                break;
            case TransferMessage.CallStatusChanged changed:
                OnCallStatus(changed.Status);
                break;
            case TransferMessage.DialAnswered answered:
                _attempt = _attempt with { SipCallId = answered.SipCallId };
                OnAnswered();
                break;
            case TransferMessage.DialFailed failed:
                OnDialFailed(failed.Error);
                break;
            case TransferMessage.HumanLeft left:
                OnHumanLeft(left.Reason);
                break;
            case TransferMessage.ConsultRoomLost lost:
                OnConsultRoomLost(lost.Reason);
                break;
            case TransferMessage.HumanSpoke:
                OnHumanSpoke();
                break;
            case TransferMessage.AgentSpoke:
                RestartSilence();
                break;
            case TransferMessage.Decided decided:
                OnDecided(decided);
                break;
            case TransferMessage.Merged merged:
                OnMerged(merged);
                break;
            case TransferMessage.MergeFailed failed:
                OnMergeFailed(failed);
                break;
            case TransferMessage.LimitPassed passed:
                OnLimitPassed(passed);
                break;
        }
    }

    // Opening: the caller goes on hold while the consult room is opened. Whatever is begun is on the undo stack before
    // it is awaited; an undo step waits for its own beginning.
    private void Open()
    {
        EnterPhase(TransferPhase.Opening);
        _limits.Start(TransferLimit.Hold, _settings.MaxHoldTime);
        _limits.Start(TransferLimit.Opening, OpeningLimit);

        var holding = _caller.HoldAsync(_settings.HoldAudio, _work.Token);
        _hold = _undo.Push("take the caller off hold", async _ =>
        {
            if (await Outcome(holding) is { } hold)
                await hold.DisposeAsync();
        });

        var opening = ConsultRoom.OpenAsync(_caller, _settings.RoomName, CreateSession, _work.Token);
        _closeConsult = _undo.Push("close the consult room", async cancellationToken =>
        {
            if (await Outcome(opening) is { } consult)
                await consult.CloseAsync(cancellationToken);
        });

        _work.Add(ReportOpened());

        async Task ReportOpened()
        {
            try
            {
                await Task.WhenAll(holding, opening);
                Post(new TransferMessage.Opened(await opening));
            }
            catch (Exception error)
            {
                Post(new TransferMessage.OpenFailed(error));
            }
        }
    }

    private CallSession CreateSession(IRoom room, string humanIdentity) =>
        new(_caller.LiveKit, room, humanIdentity, new CallSessionOptions
        {
            ChatClient = _settings.ChatClient,
            ChatOptions = _settings.ChatOptions,
            Instructions = ConsultInstructions.Write(_settings.Instructions, _caller.History),
            Tools = _tools,
            Services = _caller.Services,
            TimeProvider = _time,
            LoggerFactory = _caller.LoggerFactory,
        });

    private void OnOpenFailed(Exception error)
    {
        if (_phase != TransferPhase.Opening)
            return;

        _attempt = _attempt with { Error = error.Message };
        if (!_caller.Room.IsConnected)
            End(new WarmTransferResult.CallerLeft(DisconnectReason.Unknown));
        else if (IsOfTheNetwork(error))
            EndNotReached(new WarmTransferResult.Unreachable(), error);
        else
            _end = new TransferEnd(null, "", error);
    }

    // What may be different the next time is an outcome; a refused key, a caller on hold already or a bug is not.
    private static bool IsOfTheNetwork(Exception error) => error switch
    {
        LiveKitException { Code: TwirpErrorCode.Unauthenticated or TwirpErrorCode.PermissionDenied } => false,
        LiveKitException or OperationCanceledException or TimeoutException => true,
        HttpRequestException or WebSocketException or IOException => true,
        _ => false,
    };

    // Dialling: one request, whose answer and whose participant in the room are both listened to.
    private void Dial(ConsultRoom consult)
    {
        _consult = consult;
        _attempt = _attempt with { RoomName = consult.Name, HumanIdentity = consult.HumanIdentity, DialledAt = _time.GetUtcNow() };
        EnterPhase(TransferPhase.Dialling);
        _watch.ObserveHuman(consult);
        _limits.Stop(TransferLimit.Opening);
        _limits.Start(TransferLimit.Ringing, _settings.RingingTimeout + RingingGrace);

        _leg = new HumanLeg(_caller.LiveKit.Server, DialRequest(consult), consult.Room, _time, _logger);
        _hangUp = _undo.Push("hang up the human's phone", _leg.HangUpAsync);
        // Not among the work that is waited for at the end: hanging up sees to it that it ends, and be it later.
        _ = ReportDialled(_leg);

        async Task ReportDialled(HumanLeg leg)
        {
            try
            {
                Post(new TransferMessage.DialAnswered((await leg.DialAsync()).SipCallId));
            }
            catch (Exception error)
            {
                Post(new TransferMessage.DialFailed(error));
            }
        }
    }

    private CreateSipParticipantRequest DialRequest(ConsultRoom consult) => new()
    {
        RoomName = consult.Name,
        ParticipantIdentity = consult.HumanIdentity,
        ParticipantName = "Human agent",
        CallTo = _settings.DialString,
        TrunkId = _settings.SipTrunkId,
        Connection = _settings.SipConnection,
        FromNumber = _settings.SipNumber,
        Headers = _settings.SipHeaders,
        Dtmf = _settings.Dtmf,
        RingingTimeout = _settings.RingingTimeout,
    };

    private void OnCallStatus(string status)
    {
        _attempt = _attempt with { CallStatus = status };
        if (status == SipAttributes.CallStatusRinging)
            _attempt = _attempt with { RingingAt = _attempt.RingingAt ?? _time.GetUtcNow() };
        // The request's own answer can be late, or lost.
        else if (status == SipAttributes.CallStatusActive)
            OnAnswered();
        ReportProgress();
    }

    private void OnDialFailed(Exception error)
    {
        if (_phase != TransferPhase.Dialling)
            return;

        var failure = error as LiveKitException;
        _attempt = _attempt with { Error = error.Message, SipStatusCode = failure?.SipStatusCode, SipStatus = failure?.SipStatus };
        // Nothing was answered, yet the phone is in the room: it rings, and what it does next counts.
        if (failure is { Code: TwirpErrorCode.None } && _humanLeft is null && _consult!.HumanIsPresent)
            _dialAnswerLost = true;
        else if (failure is { Code: TwirpErrorCode.Unauthenticated })
            _end = new TransferEnd(null, "", error);
        else
            EndNotReached(DialOutcome.Of(failure, _attempt.RingingAt is not null), error);
    }

    // A trunk that does not exist looks like this too: whoever set it up has to be told why.
    private void EndNotReached(WarmTransferResult result, Exception error)
    {
        if (result is WarmTransferResult.Unreachable)
            _logger.HumanUnreachable(_caller.Room.Name, error.Message);
        End(result);
    }

    // Consulting: the AI and the human speak; what they decide comes through the tools.
    private void OnAnswered()
    {
        if (_phase != TransferPhase.Dialling)
            return;

        _attempt = _attempt with { AnsweredAt = _time.GetUtcNow() };
        if (_humanLeft is { } reason)
        {
            End(new WarmTransferResult.HumanLeft(reason));
            return;
        }

        EnterPhase(TransferPhase.Consulting);
        _limits.Stop(TransferLimit.Ringing);
        _limits.Start(TransferLimit.Consult, _settings.ConsultTimeout);
        RestartSilence();
        if (_settings.Greeting is { Length: > 0 } greeting)
            _work.Add(SpeakAsync(session => session.SayAsync(greeting, _work.Token)));
        // A key pressed in the moment of the answer would have cut it short.
        if (_attempt.HumanSpokeAt is null)
            PlayGreeting();
    }

    private void PlayGreeting()
    {
        if (_greeting is null)
            return;

        // As long as it plays nobody is silent.
        _limits.Stop(TransferLimit.Silence);
        _work.Add(ReportPlayed());

        async Task ReportPlayed()
        {
            await _work.GuardAsync("play the greeting", () => _greeting.PlayAsync(_consult!.Room));
            Post(new TransferMessage.AgentSpoke());
        }
    }

    private void OnHumanSpoke()
    {
        _attempt = _attempt with { HumanSpokeAt = _attempt.HumanSpokeAt ?? _time.GetUtcNow() };
        _nudged = false;
        _greeting?.Cut();
        RestartSilence();
    }

    private void RestartSilence()
    {
        if (_phase == TransferPhase.Consulting && _greeting is not { IsPlaying: true })
            _limits.Start(TransferLimit.Silence, _settings.SilenceTimeout);
    }

    // Both wait for the other to begin: the AI speaks up once, without tools, since nobody has said anything to act on.
    // A recorded greeting is heard again with it: who put the phone to the ear late has missed it.
    private void OnSilence()
    {
        if (_nudged)
        {
            End(new WarmTransferResult.TimedOut(_phase, TransferLimit.Silence), _settings.TimedOutSpeech);
            return;
        }

        _nudged = true;
        RestartSilence();
        _work.Add(SpeakAsync(session => session.GenerateReplyAsync(new ReplyOptions { Instructions = ConsultSpeech.SilencePrompt, UseTools = false }, _work.Token)));
        PlayGreeting();
    }

    private void OnDecided(TransferMessage.Decided decided)
    {
        // A key can be pressed before it is seen that the phone was answered; it proves that it was.
        if (decided.ByKey)
            OnAnswered();
        if (_phase != TransferPhase.Consulting)
            return;

        _attempt = _attempt with { DecidedAt = _time.GetUtcNow() };
        switch (decided.Decision)
        {
            case ConsultDecision.Accept:
                // The AI may be in the middle of its brief, which nobody needs any more.
                if (decided.ByKey)
                    _work.Add(SpeakAsync(session => session.InterruptAsync()));
                Merge();
                break;
            case ConsultDecision.Decline:
                End(new WarmTransferResult.Declined(decided.Reason), _settings.DeclinedSpeech);
                break;
            case ConsultDecision.Voicemail:
                End(new WarmTransferResult.Voicemail());
                break;
        }
    }

    // Merging: until it is known whether the two are joined, nothing else ends the transfer.
    private void Merge()
    {
        EnterPhase(TransferPhase.Merging);
        _limits.StopAll();
        // Played again while the model thought: nobody needs it any more.
        _greeting?.Cut();
        if (_settings.MergeStrategy is not MergeStrategy.AudioBridge)
            _leg!.MayMoveTo(_caller.Room.Name);
        var merge = new CallMerge(_caller, _consult!, _settings.MergeStrategy, _settings.MergeTimeout);
        _work.Add(ReportMerged());

        async Task ReportMerged() => Post(await merge.RunAsync());
    }

    private void OnMerged(TransferMessage.Merged merged)
    {
        _attempt = _attempt with { MergedAt = _time.GetUtcNow(), MergedBy = merged.By };
        if (merged.Bridge is { } bridge)
            _undo.Push("close the audio bridge", _ => bridge.DisposeAsync().AsTask());

        if (_callerLeft is { } callerLeft)
            End(new WarmTransferResult.CallerLeft(callerLeft), _settings.CallerLeftSpeech);
        else if (merged.Bridge is not null && _humanLeft is { } humanLeft)
            End(new WarmTransferResult.HumanLeft(humanLeft));
        else
            Connect(merged);
    }

    private void OnMergeFailed(TransferMessage.MergeFailed failed)
    {
        _attempt = _attempt with { Error = failed.Error?.Message ?? _attempt.Error };
        if (_callerLeft is { } callerLeft)
            End(new WarmTransferResult.CallerLeft(callerLeft), _settings.CallerLeftSpeech);
        else if (failed.HumanGone)
            End(new WarmTransferResult.HumanLeft(_humanLeft ?? DisconnectReason.Unknown));
        else if (_cancelRequested)
            End(new WarmTransferResult.Cancelled(), _settings.MergeFailedSpeech);
        else if (failed.TimedOut)
            End(new WarmTransferResult.TimedOut(TransferPhase.Merging, TransferLimit.Merge), _settings.MergeFailedSpeech);
        else
            End(new WarmTransferResult.MergeFailed(failed.Error?.Message ?? ""), _settings.MergeFailedSpeech);
    }

    private void Connect(TransferMessage.Merged merged)
    {
        EnterPhase(TransferPhase.Connected);
        var humanRoom = merged.Bridge is null ? _caller.Room : _consult!.Room;
        var call = new ConnectedCall(_caller, _consult!.HumanIdentity, humanRoom, merged.Bridge, _undo);
        _end = new TransferEnd(new WarmTransferResult.Connected(_consult.HumanIdentity) { Call = call }, "");
    }

    // What can happen at any time.
    private void OnCallerLeft(DisconnectReason reason)
    {
        _callerLeft ??= reason;
        if (_phase != TransferPhase.Merging)
            End(new WarmTransferResult.CallerLeft(reason), _settings.CallerLeftSpeech);
    }

    private void OnCancelRequested()
    {
        _cancelRequested = true;
        if (_phase != TransferPhase.Merging)
            End(new WarmTransferResult.Cancelled(), _settings.TimedOutSpeech);
    }

    private void OnHumanLeft(DisconnectReason reason)
    {
        _humanLeft ??= reason;
        _attempt = _attempt with { DisconnectReason = _attempt.DisconnectReason ?? reason };
        if (_phase == TransferPhase.Consulting)
            End(new WarmTransferResult.HumanLeft(reason));
        // While dialling, the answer to the request says why, a moment later; unless that answer is not coming.
        else if (_phase == TransferPhase.Dialling && _dialAnswerLost)
            End(DialOutcome.Of(reason, _attempt.RingingAt is not null));
    }

    private void OnConsultRoomLost(DisconnectReason reason)
    {
        if (_phase is not (TransferPhase.Dialling or TransferPhase.Consulting))
            return;

        _attempt = _attempt with { Error = $"The connection to the consult room was lost ({reason})." };
        End(new WarmTransferResult.Unreachable());
    }

    private void OnLimitPassed(TransferMessage.LimitPassed passed)
    {
        if (!_limits.IsCurrent(passed))
            return;
        if (passed.Limit == TransferLimit.Silence)
            OnSilence();
        else
            End(new WarmTransferResult.TimedOut(_phase, passed.Limit), _settings.TimedOutSpeech);
    }

    private void End(WarmTransferResult result, string lastWords = "") => _end ??= new TransferEnd(result, lastWords);

    private void EnterPhase(TransferPhase phase)
    {
        _phase = phase;
        _logger.PhaseEntered(_caller.Room.Name, phase);
        ReportProgress();
    }

    private void ReportProgress()
    {
        try
        {
            _settings.Progress?.Report(new TransferProgress(_phase, _attempt));
        }
        catch (Exception error)
        {
            _logger.HandlerFailed(nameof(WarmTransferOptions.Progress), error);
        }
    }

    // The human's session is there once the consult room is.
    private Task SpeakAsync(Func<CallSession, Task> speak) =>
        _consult is { } consult ? _work.GuardAsync("speak to the human", () => speak(consult.Session)) : Task.CompletedTask;

    private static async Task<T?> Outcome<T>(Task<T> opening)
        where T : class
    {
        try
        {
            return await opening;
        }
        catch (Exception)
        {
            // Reported where it was begun; here only whether there is something to undo matters.
            return null;
        }
    }
}
