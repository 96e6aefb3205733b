namespace WarmTransfer;

/// <summary>Takes what the tools decide to the human's decision, and puts what becomes of it into words for the model.</summary>
internal sealed class ConsultControl(HumanDecision decision, TimeProvider time) : TransferControl
{
    private const string AlreadyAccepted = "The caller is already being connected. Say nothing more.";
    private const string AlreadyEnded = "The consultation has already ended. Say nothing more.";

    public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default) => decision.TryMake(new Decision(ConsultDecision.Accept)) switch
    {
        DecisionVerdict.NobodyHasSpoken => Task.FromResult("Refused: the person on the line has not said anything yet, so they cannot have agreed. Wait for them to speak."),
        DecisionVerdict.AlreadyOver => Task.FromResult(AlreadyEnded),
        // A second call waits as the first does.
        _ => AnswerAsync(cancellationToken),
    };

    public override string Decline(string reason) =>
        Decide(new Decision(ConsultDecision.Decline, (reason ?? "").Trim()), "Noted. The goodbye is being said and the call ends. Say nothing more.");

    public override string VoicemailDetected() =>
        Decide(new Decision(ConsultDecision.Voicemail), "Noted. The call ends. Say nothing more.");

    private async Task<string> AnswerAsync(CancellationToken cancellationToken)
    {
        using IDisposable? library = await time.EnterLibraryAsync();
        return await decision.Answer.WaitAsync(cancellationToken);
    }

    private string Decide(Decision made, string answer) => decision.TryMake(made) switch
    {
        DecisionVerdict.Made => answer,
        DecisionVerdict.AlreadyAccepted => AlreadyAccepted,
        _ => AlreadyEnded,
    };
}
