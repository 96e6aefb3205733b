namespace WarmTransfer;

/// <summary>Thrown by a tool to tell the model, in its message, why it cannot do what was asked.</summary>
/// <remarks>The message is the only text of an exception that reaches the model, and so the human: no secrets, no internals.</remarks>
public sealed class TransferToolException : Exception
{
    private const string DefaultMessage = "The tool could not do this.";

    /// <summary>Creates an exception that says only that the tool could not do it.</summary>
    public TransferToolException()
        : base(DefaultMessage)
    {
    }

    /// <summary>Creates an exception with a message for the model.</summary>
    /// <param name="message">Why not, and what to try instead.</param>
    public TransferToolException(string? message)
        : base(message ?? DefaultMessage)
    {
    }

    /// <summary>Creates an exception with a message for the model.</summary>
    /// <param name="message">Why not, and what to try instead.</param>
    /// <param name="innerException">What went wrong. Not shown to the model.</param>
    public TransferToolException(string? message, Exception? innerException)
        : base(message ?? DefaultMessage, innerException)
    {
    }
}
