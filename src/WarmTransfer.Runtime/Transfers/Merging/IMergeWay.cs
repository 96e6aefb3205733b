namespace WarmTransfer;

/// <summary>One way to join the human and the caller.</summary>
internal interface IMergeWay
{
    /// <summary>Gets the strategy that asks for this way.</summary>
    MergeStrategy Strategy { get; }

    /// <summary>Joins the two.</summary>
    /// <param name="cancellationToken">Is cancelled when the time for the merge is up.</param>
    Task<MergeOutcome> MergeAsync(CancellationToken cancellationToken);
}

/// <summary>What came of joining the two.</summary>
internal abstract record MergeOutcome
{
    private MergeOutcome()
    {
    }

    /// <summary>The two are together.</summary>
    internal sealed record Merged(MergeStrategy By, AudioBridge? Bridge = null) : MergeOutcome;

    /// <summary>The server does not have this way. Nothing was changed, and another way may be tried.</summary>
    internal sealed record NotAvailable(Exception Error) : MergeOutcome;

    /// <summary>The two are not together.</summary>
    internal sealed record Failed(Exception? Error = null, bool TimedOut = false, bool HumanIsGone = false) : MergeOutcome;
}
