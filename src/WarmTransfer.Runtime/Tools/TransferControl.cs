namespace WarmTransfer;

/// <summary>What a tool may do to the transfer it runs in. The first decision counts; later ones are answered with what was decided.</summary>
/// <remarks>A tool method gets it by declaring a parameter of this type. Each method answers with a sentence for the model.</remarks>
public abstract class TransferControl
{
    /// <summary>Joins the human and the caller. Refused while the human has not said anything.</summary>
    /// <param name="cancellationToken">Stops waiting for the answer, not the merge.</param>
    /// <returns>What to tell the model: why it was refused, or that the two are connected.</returns>
    public abstract Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends the consultation: the human does not take the call.</summary>
    /// <param name="reason">Why, in words the caller's AI can use. May be empty.</param>
    /// <returns>What to tell the model.</returns>
    public abstract string Decline(string reason);

    /// <summary>Ends the consultation: a mailbox answered, not a human.</summary>
    /// <returns>What to tell the model.</returns>
    public abstract string VoicemailDetected();
}
