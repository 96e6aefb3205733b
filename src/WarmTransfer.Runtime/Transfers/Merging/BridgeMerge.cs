namespace WarmTransfer;

/// <summary>Joins the two by relaying each one's audio to the other. Works on any LiveKit.</summary>
internal sealed class BridgeMerge(ICallerLeg caller, IRoom humanRoom, string humanIdentity) : IMergeWay
{
    public MergeStrategy Strategy => MergeStrategy.AudioBridge;

    public async Task<MergeOutcome> MergeAsync(CancellationToken cancellationToken)
    {
        var bridge = await AudioBridge.OpenAsync(caller.Room, caller.CallerIdentity, humanRoom, humanIdentity, caller.TimeProvider, cancellationToken);
        return new MergeOutcome.Merged(Strategy, bridge);
    }
}
