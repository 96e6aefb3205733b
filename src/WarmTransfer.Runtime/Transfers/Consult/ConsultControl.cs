namespace WarmTransfer;

/// <summary>Takes the decisions of the tools, and of the human's own keys, to the transfer's loop. The first one counts.</summary>
internal sealed class ConsultControl(Action<TransferMessage> post) : TransferControl
{
    private const string AlreadyAccepted = "The caller is already being connected. Say nothing more.";
    private const string AlreadyEnded = "The consultation has already ended. Say nothing more.";

    private readonly Lock _lock = new();
    private readonly Signal<string> _merge = new();
    private ConsultDecision? _decision;
    private bool _humanHasSpoken;
    private bool _closed;

    /// <summary>From here on the human can accept: a phone that was answered and says nothing has not agreed to anything.</summary>
    public void HumanHasSpoken()
    {
        lock (_lock)
            _humanHasSpoken = true;
    }

    /// <summary>The human pressed a key that decides. Nobody has to have said anything: the key says it.</summary>
    public void DecideByKey(ConsultDecision decision, char digit)
    {
        lock (_lock)
        {
            _humanHasSpoken = true;
            if (_closed || _decision is not null)
                return;
            _decision = decision;
            post(new TransferMessage.Decided(decision, decision is ConsultDecision.Decline ? $"pressed {digit}" : "", ByKey: true));
        }
    }

    /// <summary>Answers the tool that accepted, and refuses whatever comes later.</summary>
    public void Close(string answer)
    {
        lock (_lock)
            _closed = true;
        _merge.TrySet(answer);
    }

    public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_closed || _decision is ConsultDecision.Decline or ConsultDecision.Voicemail)
                return Task.FromResult(AlreadyEnded);
            if (!_humanHasSpoken)
                return Task.FromResult("Refused: the person on the line has not said anything yet, so they cannot have agreed. Wait for them to speak.");
            if (_decision is null)
            {
                _decision = ConsultDecision.Accept;
                post(new TransferMessage.Decided(ConsultDecision.Accept, ""));
            }
        }

        return _merge.Task.WaitAsync(cancellationToken);
    }

    public override string Decline(string reason) =>
        TryDecide(ConsultDecision.Decline, reason ?? "", "Noted. The goodbye is being said and the call ends. Say nothing more.");

    public override string VoicemailDetected() =>
        TryDecide(ConsultDecision.Voicemail, "", "Noted. The call ends. Say nothing more.");

    private string TryDecide(ConsultDecision decision, string reason, string answer)
    {
        lock (_lock)
        {
            if (_decision is ConsultDecision.Accept)
                return AlreadyAccepted;
            if (_closed || _decision is not null)
                return AlreadyEnded;
            _decision = decision;
            post(new TransferMessage.Decided(decision, reason.Trim()));
            return answer;
        }
    }
}
