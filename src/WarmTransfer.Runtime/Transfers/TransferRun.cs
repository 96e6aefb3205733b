using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One transfer from start to end: the caller, the hold, the attempt to reach a human, and the merge.</summary>
/// <remarks>Its loop reads one channel of messages and alone changes it. Work runs beside it and reports back as a message; the attempt has a loop of its own.</remarks>
internal sealed class TransferRun
{
    private readonly ICallerLeg _caller;
    private readonly TransferSettings _settings;
    private readonly ILogger _logger;
    private readonly Channel<TransferMessage> _inbox = Channel.CreateUnbounded<TransferMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SideWork _work;
    private readonly UndoStack _undo;
    private readonly TransferLimits _limits;
    private readonly TransferStatus _status;
    private readonly Attempt _attempt;
    private UndoStack.Step? _hold;
    private UndoStack.Step? _closeBridge;
    private Task _attemptRun = Task.CompletedTask;
    private TransferMessage.Agreed? _agreed;
    private WatchedCall? _connected;
    private DisconnectReason? _callerLeft;
    private DisconnectReason? _humanLeft;
    private bool _cancelRequested;
    private TransferEnd? _end;

    public TransferRun(ICallerLeg caller, ITransferAgent agent, TransferSettings settings)
    {
        _caller = caller;
        _settings = settings;
        _logger = caller.LoggerFactory.CreateLogger<WarmTransferTask>();
        _work = new SideWork(caller.TimeProvider, _logger);
        _undo = new UndoStack(caller.TimeProvider, _logger);
        _limits = new TransferLimits(caller.TimeProvider, passed => Post(new TransferMessage.LimitPassed(passed)));
        _attempt = new Attempt(number: 1, caller, agent, settings, _logger, Post);
        _status = new TransferStatus(caller.Room.Name, _attempt.Record, settings.Progress, caller.TimeProvider, _logger);
    }

    public async Task<WarmTransferResult> RunAsync(CancellationToken cancellationToken)
    {
        using var cancel = cancellationToken.Register(() => Post(new TransferMessage.CancelRequested()));
        using var work = _work;
        // Watching comes first, so that a caller who leaves while the rest is looked at is not missed.
        using var watch = new PartyWatch(_caller.Room, _caller.CallerIdentity, OnCallerGone, OnCallerGone);
        try
        {
            Begin(cancellationToken);
            while (_end is null)
                Handle(await _inbox.Reader.ReadAsync(CancellationToken.None));
        }
        catch (Exception exception)
        {
            // Not foreseen, so the application's to see; but first the caller comes off hold and the phone is hung up.
            _end = new TransferEnd(null, Error: exception);
        }

        _limits.StopAll();
        return _connected is { } call ? await HandOverAsync(call) : await ResumeAsync(_end);
    }

    private void OnCallerGone(DisconnectReason reason) => Post(new TransferMessage.CallerLeft(reason));

    private void Post(TransferMessage message) => _inbox.Writer.TryWrite(message);

    private void Begin(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            End(new WarmTransferResult.Cancelled());
        else if (!_caller.Room.Contains(_caller.CallerIdentity))
            End(new WarmTransferResult.CallerLeft(DisconnectReason.Unknown));
        else
            Open();
    }

    private void Handle(TransferMessage message)
    {
        switch (message)
        {
            case TransferMessage.CallerHeld:
                _attempt.Post(new AttemptMessage.MayDial());
                break;
            case TransferMessage.HoldFailed failed:
                _attempt.Post(new AttemptMessage.OpenFailed(failed.Error));
                break;
            case TransferMessage.Progressed progressed:
                _status.Update(progressed.Phase, progressed.Record);
                break;
            case TransferMessage.Agreed agreed:
                Merge(agreed);
                break;
            case TransferMessage.AttemptEnded ended:
                OnAttemptEnded(ended);
                break;
            case TransferMessage.MergeEnded { Outcome: MergeOutcome.Merged merged }:
                OnMerged(merged);
                break;
            case TransferMessage.MergeEnded { Outcome: MergeOutcome.Failed failed }:
                OnMergeFailed(failed);
                break;
            case TransferMessage.HumanLeft left:
                _humanLeft ??= left.Reason;
                break;
            case TransferMessage.CallerLeft left:
                OnCallerLeft(left.Reason);
                break;
            case TransferMessage.CancelRequested:
                OnCancelRequested();
                break;
            case TransferMessage.LimitPassed { Passed: var passed } when _limits.IsCurrent(passed):
                End(new WarmTransferResult.TimedOut(_status.Phase, passed.Limit), _settings.TimedOutSpeech);
                break;
        }
    }

    // The caller goes on hold while the attempt opens its room. Both are begun at once; the human is called when both are there.
    private void Open()
    {
        _status.Enter(TransferPhase.Opening);
        _limits.Start(TransferLimit.Hold, _settings.MaxHoldTime);
        var holding = _caller.HoldAsync(_settings.HoldAudio, _work.Token);
        _hold = _undo.Push("take the caller off hold", async _ =>
        {
            if (await SideWork.OutcomeAsync(holding) is { } hold)
                await hold.DisposeAsync();
        });
        _attemptRun = _attempt.RunAsync();
        _work.Add(holding, _ => Post(new TransferMessage.CallerHeld()), error => Post(new TransferMessage.HoldFailed(error)));
    }

    private void OnAttemptEnded(TransferMessage.AttemptEnded ended)
    {
        _status.Update(_status.Phase, ended.Record);
        if (_status.Phase == TransferPhase.Opening && !_caller.Room.IsConnected)
            End(new WarmTransferResult.CallerLeft(DisconnectReason.Unknown));
        else
            _end ??= new TransferEnd(ended.Result, Error: ended.Error);
    }

    // Merging: until it is known whether the two are joined, nothing else ends the transfer.
    private void Merge(TransferMessage.Agreed agreed)
    {
        _agreed = agreed;
        _limits.StopAll();
        var merging = new CallMerge(_caller, agreed.Human, _settings.MergeStrategy, _settings.MergeTimeout).RunAsync();
        _work.Add(merging, outcome => Post(new TransferMessage.MergeEnded(outcome)), error => Post(new TransferMessage.MergeEnded(new MergeOutcome.Failed(error))));
    }

    private void OnMerged(MergeOutcome.Merged merged)
    {
        _status.Merged(merged.By);
        if (merged.Bridge is { } bridge)
            _closeBridge = _undo.Push("close the audio bridge", _ => bridge.DisposeAsync().AsTask());

        if (_callerLeft is { } callerLeft)
            End(new WarmTransferResult.CallerLeft(callerLeft), _settings.CallerLeftSpeech);
        else if (merged.Bridge is not null && _humanLeft is { } humanLeft)
            End(new WarmTransferResult.HumanLeft(humanLeft));
        else
            Connect(merged.Bridge);
    }

    private void OnMergeFailed(MergeOutcome.Failed failed)
    {
        _status.MergeFailed(failed.Error);
        if (_callerLeft is { } callerLeft)
            End(new WarmTransferResult.CallerLeft(callerLeft), _settings.CallerLeftSpeech);
        else if (failed.HumanIsGone)
            End(new WarmTransferResult.HumanLeft(_humanLeft ?? DisconnectReason.Unknown));
        else if (_cancelRequested)
            End(new WarmTransferResult.Cancelled(), _settings.MergeFailedSpeech);
        else if (failed.TimedOut)
            End(new WarmTransferResult.TimedOut(TransferPhase.Merging, TransferLimit.Merge), _settings.MergeFailedSpeech);
        else
            End(new WarmTransferResult.MergeFailed(failed.Error?.Message ?? ""), _settings.MergeFailedSpeech);
    }

    private void Connect(AudioBridge? bridge)
    {
        _status.Enter(TransferPhase.Connected);
        var consult = _agreed!.Consult;
        _connected = new WatchedCall(_caller, consult.HumanIdentity, bridge is null ? _caller.Room : consult.Room, bridge, _undo);
        End(new WarmTransferResult.Connected(consult.HumanIdentity) { Call = _connected });
    }

    private void OnCallerLeft(DisconnectReason reason)
    {
        _callerLeft ??= reason;
        if (_agreed is null)
            End(new WarmTransferResult.CallerLeft(reason), _settings.CallerLeftSpeech);
    }

    private void OnCancelRequested()
    {
        _cancelRequested = true;
        if (_agreed is null)
            End(new WarmTransferResult.Cancelled(), _settings.TimedOutSpeech);
    }

    private void End(WarmTransferResult result, string lastWords = "") => _end ??= new TransferEnd(result, lastWords);

    /// <summary>The caller comes back to the AI, after the human has been told and hung up on.</summary>
    private async Task<WarmTransferResult> ResumeAsync(TransferEnd end)
    {
        _status.Enter(TransferPhase.Resuming);
        if (_closeBridge is { } closeBridge)
            await _undo.RunAsync(closeBridge);
        _attempt.Post(new AttemptMessage.Close(await SayInCallerRoomAsync(end.LastWords) ? "" : end.LastWords));
        await (_attemptRun.IsCompleted ? _attemptRun : _attempt.Closed);
        _work.Cancel();
        await _undo.UnwindAsync();
        var resumedAt = _caller.TimeProvider.GetUtcNow();
        await _attemptRun;
        await _work.SettleAsync();
        if (end.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
        return _status.Complete(end.Result!, _attempt, resumedAt);
    }

    // After a move it is the caller's room that the human hears.
    private async Task<bool> SayInCallerRoomAsync(string words)
    {
        if (_status.MergedBy is not MergeStrategy.MoveParticipant || !_caller.Room.Contains(_agreed!.Human.Identity))
            return false;

        await _undo.RunAsync(_hold!);
        if (words.Length > 0)
            await _work.BoundedAsync("say the last words", () => _caller.SayAsync(words, CancellationToken.None));
        return true;
    }

    /// <summary>The AI steps back on both sides; what is still open belongs to the call from here on.</summary>
    private async Task<WarmTransferResult> HandOverAsync(WatchedCall call)
    {
        await StepBack.FromCallerAsync(_caller, _settings, _work, () => _undo.RunAsync(_hold!));
        _attempt.Post(new AttemptMessage.HandOver(KeepRoom: call.Bridge is not null));
        await _attemptRun;
        call.Bridge?.MuteOwnVoice();
        _work.Cancel();
        await _work.SettleAsync();
        _attempt.HandTo(_undo);
        call.Watch();
        return _status.Complete(_end!.Result!, _attempt);
    }

    /// <summary>How the transfer ends: with a result, or with the error that is the application's to mend.</summary>
    private sealed record TransferEnd(WarmTransferResult? Result, string LastWords = "", Exception? Error = null);
}
