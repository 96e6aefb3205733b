namespace WarmTransfer;

/// <summary>The function with which the caller's AI starts a transfer.</summary>
public sealed class CallerToolOptions
{
    /// <summary>Gets or sets the function's name. Default: <c>transfer_to_human</c>.</summary>
    public string Name { get; set; } = "transfer_to_human";

    /// <summary>Gets or sets what the model is told the function does.</summary>
    public string Description { get; set; } =
        "Puts the caller on hold, calls a human agent and, when they agree, connects the two. Tell the caller first that you are going to do so. " +
        "Returns when they are connected, or with the reason why it did not work out; then the caller is with you again.";

    /// <summary>Gets or sets what is called with the result of each transfer.</summary>
    public Action<WarmTransferResult>? Completed { get; set; }
}
