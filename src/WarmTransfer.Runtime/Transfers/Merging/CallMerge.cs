namespace WarmTransfer;

/// <summary>Joins the human and the caller, once the human has agreed: by the first way that the strategy allows and the server has.</summary>
internal sealed class CallMerge(ICallerLeg caller, IHumanLeg human, MergeStrategy strategy, TimeSpan timeout)
{
    public async Task<MergeOutcome> RunAsync()
    {
        using var limit = new CancellationTokenSource(timeout, caller.TimeProvider);
        MergeOutcome outcome = new MergeOutcome.Failed();
        foreach (var way in human.WaysToMerge(caller).Where(way => strategy is MergeStrategy.Auto || way.Strategy == strategy))
        {
            outcome = await TryAsync(way, limit.Token);
            if (outcome is not MergeOutcome.NotAvailable)
                return outcome;
        }

        return outcome is MergeOutcome.NotAvailable { Error: var error } ? new MergeOutcome.Failed(error) : outcome;
    }

    private async Task<MergeOutcome> TryAsync(IMergeWay way, CancellationToken limit)
    {
        try
        {
            return await way.MergeAsync(limit);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new MergeOutcome.Failed(TimedOut: true, HumanIsGone: !human.IsPresent);
        }
        catch (Exception exception)
        {
            return new MergeOutcome.Failed(exception, HumanIsGone: !human.IsPresent);
        }
    }
}
