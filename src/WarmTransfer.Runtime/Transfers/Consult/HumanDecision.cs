namespace WarmTransfer;

/// <summary>What one human decides. The first decision counts, no matter whether the model, a key or the application brings it; it is kept until the attempt is ready to act on it.</summary>
/// <param name="made">Told once, when the decision is made. It must not block.</param>
internal sealed class HumanDecision(Action made)
{
    private readonly Lock _lock = new();
    private readonly Signal<string> _answer = new();
    private Decision? _decision;
    private bool _humanHasSpoken;
    private bool _isClosed;

    /// <summary>Gets the decision, once there is one.</summary>
    public Decision? Made
    {
        get
        {
            lock (_lock)
                return _decision;
        }
    }

    /// <summary>Gets what the tool that accepted is answered, when it is known how the merge ended.</summary>
    public Task<string> Answer => _answer.Task;

    /// <summary>Lets the human accept from here on: a phone that was answered and says nothing has not agreed to anything.</summary>
    public void HumanHasSpoken()
    {
        lock (_lock)
            _humanHasSpoken = true;
    }

    /// <summary>Makes the decision, unless it was made before or nothing can be decided any more.</summary>
    public DecisionVerdict TryMake(Decision decision)
    {
        lock (_lock)
        {
            if (_decision is { Kind: ConsultDecision.Accept })
                return DecisionVerdict.AlreadyAccepted;
            if (_isClosed || _decision is not null)
                return DecisionVerdict.AlreadyOver;
            // A key needs no word before it: the key is the word.
            _humanHasSpoken |= decision.ByKey;
            if (decision.Kind is ConsultDecision.Accept && !_humanHasSpoken)
                return DecisionVerdict.NobodyHasSpoken;
            _decision = decision;
            made();
            return DecisionVerdict.Made;
        }
    }

    /// <summary>Answers the tool that accepted, and refuses every later decision.</summary>
    public void Close(string answer)
    {
        lock (_lock)
            _isClosed = true;
        _answer.TrySet(answer);
    }
}

/// <summary>What came of the conversation with the human.</summary>
internal enum ConsultDecision
{
    Accept,
    Decline,
    Voicemail,
}

/// <summary>A decision, the reason given for it, and whether a key of the human's made it.</summary>
internal sealed record Decision(ConsultDecision Kind, string Reason = "", bool ByKey = false);

/// <summary>What became of a decision.</summary>
internal enum DecisionVerdict
{
    Made,
    NobodyHasSpoken,
    AlreadyAccepted,
    AlreadyOver,
}
