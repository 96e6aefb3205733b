using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The call to the human, from the dial to the decision. Only the attempt's loop uses it.</summary>
internal sealed class HumanCall : IDisposable
{
    /// <summary>The server ends an unanswered call itself; if it has not done so this much later, it does not.</summary>
    private static readonly TimeSpan RingingGrace = TimeSpan.FromSeconds(12);

    private readonly TransferSettings _settings;
    private readonly AttemptRecord _record;
    private readonly TransferLimits _limits;
    private readonly HumanDecision _decision;
    private readonly IHumanCallOwner _owner;
    private readonly HumanWatch _watch;
    private readonly ConsultTalk _talk;
    private TransferPhase _phase;
    private DisconnectReason? _left;

    public HumanCall(ICallerLeg caller, ConsultRoom consult, TransferSettings settings, AttemptRecord record, TransferLimits limits, HumanDecision decision, SideWork work, ILogger logger, IHumanCallOwner owner)
    {
        _settings = settings;
        _record = record;
        _limits = limits;
        _decision = decision;
        _owner = owner;
        _watch = new HumanWatch(consult, settings, decision, owner.Post);
        _talk = new ConsultTalk(consult, settings, limits, work, caller.TimeProvider, () => owner.Post(new AttemptMessage.AgentSpoke()));
        Leg = new PhoneLeg(caller, settings, consult, logger, _watch.OnLegEvent);
    }

    public IHumanLeg Leg { get; }

    public void Begin()
    {
        EnterPhase(TransferPhase.Dialling);
        _limits.Start(TransferLimit.Ringing, _settings.RingingTimeout + RingingGrace);
        Leg.Call();
    }

    public void OnLegReported(LegEvent happened)
    {
        switch (happened)
        {
            case LegEvent.Failed failed:
                OnFailed(failed);
                return;
            case LegEvent.Left left:
                OnLeft(left.Reason);
                return;
        }

        _record.Note(happened.Evidence);
        if (happened is LegEvent.Alerting)
            _record.Rang();
        else if (happened is LegEvent.Answered)
            OnAnswered();
        _owner.Progressed(_phase);
    }

    public void OnHumanSpoke()
    {
        _record.Spoke();
        _talk.OnHumanSpoke();
    }

    public void OnAgentSpoke() => _talk.OnAgentSpoke();

    /// <summary>Acts on the decision, once the call has come so far. One that is made earlier is kept until then.</summary>
    public void OnDecided()
    {
        if (_decision.Made is not { } made)
            return;

        // A key can be pressed before it is seen that the phone was answered; it proves that it was.
        if (_phase == TransferPhase.Dialling && made.ByKey)
            OnAnswered();
        else if (_phase == TransferPhase.Consulting)
            Act(made);
    }

    public void OnRoomLost(DisconnectReason reason)
    {
        if (_phase == TransferPhase.Merging)
            return;

        _record.Failed($"The connection to the consult room was lost ({reason}).");
        _owner.End(new WarmTransferResult.Unreachable());
    }

    public void OnLimitPassed(TransferLimit limit)
    {
        if (limit != TransferLimit.Silence || !_talk.TrySpeakUp())
            _owner.End(new WarmTransferResult.TimedOut(_phase, limit), _settings.TimedOutSpeech);
    }

    /// <summary>Stops what is only of use while the human makes up their mind.</summary>
    public void EndTalk() => _talk.End(interrupt: false);

    /// <inheritdoc cref="ConsultTalk.SayLastWordsAsync"/>
    public Task SayLastWordsAsync(string words) => _record.Now.AnsweredAt is null ? Task.CompletedTask : _talk.SayLastWordsAsync(words);

    public void Dispose()
    {
        Leg.Dispose();
        _watch.Dispose();
        _talk.Dispose();
    }

    private void OnFailed(LegEvent.Failed failed)
    {
        if (_phase != TransferPhase.Dialling)
            return;

        _record.Note(failed.Evidence);
        // A refused key is the application's to mend, and no outcome.
        if (failed.Cause is LegFailure.Unauthenticated)
            _owner.End(null, error: failed.Error);
        else
            _owner.End(DialOutcome.ResultOf(failed.Cause), error: failed.Error);
    }

    private void OnAnswered()
    {
        if (_phase != TransferPhase.Dialling)
            return;

        _record.Answered();
        if (_left is { } reason)
        {
            _owner.End(new WarmTransferResult.HumanLeft(reason));
            return;
        }

        EnterPhase(TransferPhase.Consulting);
        _limits.Stop(TransferLimit.Ringing);
        _limits.Start(TransferLimit.Consult, _settings.ConsultTimeout);
        _talk.Begin(humanHasSpoken: _record.Now.HumanSpokeAt is not null);
        OnDecided();
    }

    private void Act(Decision made)
    {
        _record.Decided();
        switch (made.Kind)
        {
            case ConsultDecision.Accept:
                _limits.StopAll();
                _talk.End(interrupt: made.ByKey);
                EnterPhase(TransferPhase.Merging);
                _owner.Agreed();
                break;
            case ConsultDecision.Decline:
                _owner.End(new WarmTransferResult.Declined(made.Reason), _settings.DeclinedSpeech);
                break;
            case ConsultDecision.Voicemail:
                _owner.End(new WarmTransferResult.Voicemail());
                break;
        }
    }

    private void OnLeft(DisconnectReason reason)
    {
        _left ??= reason;
        _record.Left(reason);
        // While dialling, the answer to the dial says why. From the merge on, what it means depends on how that ends.
        if (_phase == TransferPhase.Consulting)
            _owner.End(new WarmTransferResult.HumanLeft(reason));
        else if (_phase == TransferPhase.Merging)
            _owner.HumanLeft(reason);
    }

    private void EnterPhase(TransferPhase phase)
    {
        _phase = phase;
        _owner.Progressed(phase);
    }
}

/// <summary>What a call to a human tells the attempt it belongs to.</summary>
internal interface IHumanCallOwner
{
    /// <summary>Takes what happens on other threads to the attempt's loop.</summary>
    void Post(AttemptMessage message);

    void Progressed(TransferPhase phase);

    void Agreed();

    /// <summary>The human left while they are joined with the caller.</summary>
    void HumanLeft(DisconnectReason reason);

    /// <summary>Ends the attempt. Without a result, the error is the application's to mend; with one, it is why.</summary>
    void End(WarmTransferResult? result, string lastWords = "", Exception? error = null);
}
