namespace WarmTransfer;

/// <summary>The AI steps back from the caller's side, once the two are joined.</summary>
internal static class StepBack
{
    /// <remarks>The music ends first where the AI introduces the two; it speaks before it is released, since a released session has no voice.</remarks>
    public static async Task FromCallerAsync(ICallerLeg caller, TransferSettings settings, SideWork work, Func<Task> endHold)
    {
        if (settings.AfterMerge is AfterMerge.Introduce)
        {
            await endHold();
            await work.BoundedAsync("introduce the two", () => caller.SayAsync(settings.Introduction, work.Token));
            await work.BoundedAsync("release the caller's session", () => caller.ReleaseAsync(CancellationToken.None));
        }
        else
        {
            await work.BoundedAsync("release the caller's session", () => caller.ReleaseAsync(CancellationToken.None));
            await endHold();
        }
    }
}
