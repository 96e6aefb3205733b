using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One human being called: the consult room, the call and what comes of it.</summary>
/// <remarks>
/// Its loop reads one channel of messages and alone changes it. It reports to the transfer, stamped with its number, and
/// ends by itself or when the transfer says so. What arrives after its end is undone, not obeyed.
/// </remarks>
internal sealed class Attempt : IHumanCallOwner
{
    private static readonly TimeSpan OpeningLimit = TimeSpan.FromSeconds(20);

    private readonly int _number;
    private readonly ICallerLeg _caller;
    private readonly TransferSettings _settings;
    private readonly ILogger _logger;
    private readonly Action<TransferMessage> _report;
    private readonly Channel<AttemptMessage> _inbox = Channel.CreateUnbounded<AttemptMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Signal _closed = new();
    private readonly SideWork _work;
    private readonly UndoStack _undo;
    private readonly TransferLimits _limits;
    private readonly AttemptRecord _record;
    private readonly HumanDecision _decision;
    private readonly IReadOnlyList<AITool> _tools;
    private ConsultRoom? _consult;
    private HumanCall? _call;
    private UndoStack.Step? _closeRoom;
    private UndoStack.Step? _hangUp;
    private bool _mayDial;
    private AttemptMessage? _ending;

    /// <remarks>It is made before anybody is put on hold: a mistake in the agent is the application's to hear of.</remarks>
    public Attempt(int number, ICallerLeg caller, ITransferAgent agent, TransferSettings settings, ILogger logger, Action<TransferMessage> report)
    {
        _number = number;
        _caller = caller;
        _settings = settings;
        _logger = logger;
        _report = report;
        _work = new SideWork(caller.TimeProvider, logger);
        _undo = new UndoStack(caller.TimeProvider, logger);
        _limits = new TransferLimits(caller.TimeProvider, passed => Post(new AttemptMessage.LimitPassed(passed)));
        _record = new AttemptRecord(settings, caller.TimeProvider);
        _decision = new HumanDecision(() => Post(new AttemptMessage.Decided()));
        _tools = ConsultTools.Merge(agent, settings, new ConsultControl(_decision, caller.TimeProvider));
    }

    /// <summary>Gets what completes when everything the attempt opened is closed again, or handed over.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Gets what was tried and seen; to be read before <see cref="RunAsync"/> and after it, and from the reports in between.</summary>
    public TransferAttempt Record => _record.Now;

    /// <summary>Gets the conversation with the human; to be read after <see cref="RunAsync"/>.</summary>
    public IReadOnlyList<ChatMessage> Transcript => _consult?.Session.History ?? [];

    public void Post(AttemptMessage message) => _inbox.Writer.TryWrite(message);

    /// <summary>Runs the attempt from its start until its work has ended.</summary>
    public async Task RunAsync()
    {
        using var work = _work;
        try
        {
            Open();
            while (_ending is null)
                Handle(await _inbox.Reader.ReadAsync());
        }
        catch (Exception exception)
        {
            // Not foreseen, so the application's to see; but first the phone is hung up.
            End(null, error: exception);
        }

        try
        {
            await FinishAsync(_ending!);
        }
        finally
        {
            _closed.TrySet();
        }

        await _work.SettleAsync();
        _record.Ended();
    }

    /// <summary>Moves what is still open to the stack of the call that goes on. To be called after <see cref="RunAsync"/>.</summary>
    public void HandTo(UndoStack call) => call.Adopt(_undo);

    public void Progressed(TransferPhase phase) => _report(new TransferMessage.Progressed(_number, phase, _record.Now));

    public void Agreed() => _report(new TransferMessage.Agreed(_number, _consult!, _call!.Leg));

    public void HumanLeft(DisconnectReason reason) => _report(new TransferMessage.HumanLeft(_number, reason));

    public void End(WarmTransferResult? result, string lastWords = "", Exception? error = null)
    {
        if (_ending is not null)
            return;

        // A trunk that does not exist looks like this too: the one who set it up has to be told why.
        if (result is WarmTransferResult.Unreachable && error is not null)
            _logger.HumanUnreachable(_caller.Room.Name, error.Message);
        _ending = new AttemptMessage.Close(lastWords);
        _report(new TransferMessage.AttemptEnded(_number, result, _record.Now, result is null ? error : null));
    }

    private void Handle(AttemptMessage message)
    {
        switch (message)
        {
            case AttemptMessage.Opened opened:
                _consult = opened.Consult;
                CallWhenReady();
                break;
            case AttemptMessage.MayDial:
                _mayDial = true;
                CallWhenReady();
                break;
            case AttemptMessage.OpenFailed failed:
                OnOpenFailed(failed.Error);
                break;
            case AttemptMessage.LegReported reported:
                _call!.OnLegReported(reported.Happened);
                break;
            case AttemptMessage.RoomLost lost:
                _call!.OnRoomLost(lost.Reason);
                break;
            case AttemptMessage.HumanSpoke:
                _call!.OnHumanSpoke();
                break;
            case AttemptMessage.AgentSpoke:
                _call!.OnAgentSpoke();
                break;
            case AttemptMessage.Decided:
                _call?.OnDecided();
                break;
            case AttemptMessage.LimitPassed { Passed: var passed } when _limits.IsCurrent(passed):
                OnLimitPassed(passed.Limit);
                break;
            case AttemptMessage.Close or AttemptMessage.HandOver:
                _ending = message;
                break;
        }
    }

    // The consult room comes up. It is on the undo stack before it is awaited; the undo step waits for it.
    private void Open()
    {
        _limits.Start(TransferLimit.Opening, OpeningLimit);
        var opening = ConsultRoom.OpenAsync(_caller, _settings, _tools, _work.Token);
        _closeRoom = _undo.Push("close the consult room", async cancellationToken =>
        {
            if (await SideWork.OutcomeAsync(opening) is { } consult)
                await consult.CloseAsync(cancellationToken);
        });
        _work.Add(opening, consult => Post(new AttemptMessage.Opened(consult)), error => Post(new AttemptMessage.OpenFailed(error)));
    }

    private void OnOpenFailed(Exception error)
    {
        if (_call is not null)
            return;

        _record.Failed(error.Message);
        End(NetworkError.IsTransient(error) ? new WarmTransferResult.Unreachable() : null, error: error);
    }

    private void CallWhenReady()
    {
        if (_consult is not { } consult || !_mayDial)
            return;

        _limits.Stop(TransferLimit.Opening);
        _record.Dialled(consult);
        _call = new HumanCall(_caller, consult, _settings, _record, _limits, _decision, _work, _logger, this);
        _hangUp = _undo.Push("hang up the human's phone", _call.Leg.HangUpAsync);
        _call.Begin();
    }

    private void OnLimitPassed(TransferLimit limit)
    {
        if (_call is { } call)
            call.OnLimitPassed(limit);
        else
            End(new WarmTransferResult.TimedOut(TransferPhase.Opening, limit), _settings.TimedOutSpeech);
    }

    private async Task FinishAsync(AttemptMessage ending)
    {
        using var call = _call;
        _limits.StopAll();
        call?.EndTalk();
        if (ending is AttemptMessage.HandOver handOver)
            await HandOverAsync(handOver);
        else if (ending is AttemptMessage.Close close)
            await CloseAsync(close.LastWords);
        _work.Cancel();
    }

    private async Task CloseAsync(string lastWords)
    {
        if (_call is { } call)
            await call.SayLastWordsAsync(lastWords);
        _decision.Close("The consultation is over. Say nothing more.");
        _work.Cancel();
        await _undo.UnwindAsync();
    }

    // The session is released first: the tool's answer is then dropped, instead of being put to a model that nobody listens to.
    private async Task HandOverAsync(AttemptMessage.HandOver handOver)
    {
        await _work.BoundedAsync("release the human's session", () => _consult!.Session.ReleaseAsync(CancellationToken.None));
        _decision.Close("The caller and the human are connected. Say nothing more.");
        _hangUp!.Release();
        if (!handOver.KeepRoom)
            await _undo.RunAsync(_closeRoom!);
    }
}
