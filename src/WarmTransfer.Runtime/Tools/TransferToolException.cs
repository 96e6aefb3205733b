namespace WarmTransfer;

/// <summary>A tool's failure whose message the model may read, and pass on. Any other exception reaches the model only as "the tool failed".</summary>
/// <param name="message">What went wrong, for the model.</param>
public sealed class TransferToolException(string message) : Exception(message);
