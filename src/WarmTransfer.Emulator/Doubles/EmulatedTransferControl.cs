namespace WarmTransfer.Emulator;

/// <summary>A <see cref="TransferControl"/> without a transfer, to call one tool by itself: it notes what the tool decides. The first decision counts, as in a transfer.</summary>
/// <remarks>Members may be used from several threads.</remarks>
public sealed class EmulatedTransferControl : TransferControl
{
    private readonly Lock _lock = new();
    private EmulatedDecision _decision;
    private string _reason = "";

    /// <summary>Gets or sets whether the human has said something; before that they cannot be connected. Default: true.</summary>
    public bool HumanHasSpoken { get; set; } = true;

    /// <summary>Gets or sets what <see cref="ConnectToCallerAsync"/> answers.</summary>
    public string ConnectAnswer { get; set; } = "The caller and the human are connected. Say nothing more.";

    /// <summary>Gets or sets what it answers while the human has not said anything.</summary>
    public string RefusedAnswer { get; set; } = "Refused: the person on the line has not said anything yet, so they cannot have agreed. Wait for them to speak.";

    /// <summary>Gets or sets what <see cref="Decline"/> answers.</summary>
    public string DeclineAnswer { get; set; } = "Noted. The goodbye is being said and the call ends. Say nothing more.";

    /// <summary>Gets or sets what <see cref="VoicemailDetected"/> answers.</summary>
    public string VoicemailAnswer { get; set; } = "Noted. The call ends. Say nothing more.";

    /// <summary>Gets or sets what is answered once something else was decided.</summary>
    public string DecidedAnswer { get; set; } = "The consultation has already ended. Say nothing more.";

    /// <summary>Gets what was decided.</summary>
    public EmulatedDecision Decision
    {
        get
        {
            lock (_lock)
                return _decision;
        }
    }

    /// <summary>Gets why it was declined; empty when it was not.</summary>
    public string DeclineReason
    {
        get
        {
            lock (_lock)
                return _reason;
        }
    }

    /// <inheritdoc/>
    public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<string>(cancellationToken);
        return Task.FromResult(HumanHasSpoken ? Decide(EmulatedDecision.Connected, "", ConnectAnswer) : RefusedAnswer);
    }

    /// <inheritdoc/>
    public override string Decline(string reason) => Decide(EmulatedDecision.Declined, (reason ?? "").Trim(), DeclineAnswer);

    /// <inheritdoc/>
    public override string VoicemailDetected() => Decide(EmulatedDecision.Voicemail, "", VoicemailAnswer);

    // Who asks again to be connected waits for the same connection.
    private string Decide(EmulatedDecision decision, string reason, string answer)
    {
        lock (_lock)
        {
            if (_decision is EmulatedDecision.None)
                (_decision, _reason) = (decision, reason);
            else if (_decision != decision || decision != EmulatedDecision.Connected)
                return DecidedAnswer;
            return answer;
        }
    }
}

/// <summary>What a tool decided about its transfer.</summary>
public enum EmulatedDecision
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The caller and the human are to be connected.</summary>
    Connected,

    /// <summary>The human does not take the call.</summary>
    Declined,

    /// <summary>A mailbox answered.</summary>
    Voicemail,
}
