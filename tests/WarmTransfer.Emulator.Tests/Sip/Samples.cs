namespace WarmTransfer.Emulator.Tests;

/// <summary>States that were looked at every so often, held against all that there were.</summary>
internal static class Samples
{
    /// <summary>The longest time between two looks at the recorded server, and what a look took.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(260);

    /// <summary>Checks that every recorded state is there, in order and at its time, and that one that was not recorded was short.</summary>
    public static void AssertSampleOf(IReadOnlyList<(TimeSpan At, string State)> recorded, IReadOnlyList<(TimeSpan At, string State)> replayed)
    {
        var next = 0;
        for (var i = 0; i < replayed.Count && next < recorded.Count; i++)
        {
            if (replayed[i].State == recorded[next].State)
            {
                Assert.True((replayed[i].At - recorded[next].At).Duration() < Gap, $"recorded at {recorded[next].At}, replayed at {replayed[i].At}: {replayed[i].State}");
                next++;
            }
            else
            {
                var lasted = (i + 1 < replayed.Count ? replayed[i + 1].At : TimeSpan.MaxValue) - replayed[i].At;
                Assert.True(lasted < Gap, $"lasted {lasted} and was not recorded: {replayed[i].State}\nrecorded next: {recorded[next].State}");
            }
        }

        Assert.True(next == recorded.Count, next == recorded.Count ? "" : $"recorded and not replayed: {recorded[next]}\nreplayed:\n{string.Join('\n', replayed)}");
    }
}
