namespace WarmTransfer;

/// <summary>The human's side of one attempt: how they are called, what they do, and the ways to join them with the caller.</summary>
internal interface IHumanLeg : IDisposable
{
    /// <summary>Gets the human's identity in the consult room.</summary>
    string Identity { get; }

    /// <summary>Gets whether the human is in the consult room.</summary>
    bool IsPresent { get; }

    /// <summary>Calls the human, once. What happens is reported as <see cref="LegEvent"/>s, in order, on any thread.</summary>
    void Call();

    /// <summary>Ends the call, also while it rings. Returns when nothing is left to ring.</summary>
    Task HangUpAsync(CancellationToken cancellationToken);

    /// <summary>The ways to join the human with the caller, the best first.</summary>
    IReadOnlyList<IMergeWay> WaysToMerge(ICallerLeg caller);
}
