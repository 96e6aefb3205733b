using System.Runtime.CompilerServices;

namespace WarmTransfer.TestSupport;

/// <summary>Waits for what there is nothing to await of: the work of another thread, process or server, or of the emulator's people.</summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan VirtualPatience = TimeSpan.FromMinutes(5);

    /// <summary>Looks every few milliseconds of the clock until the condition holds, and fails the test when it does not come to that.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="time">A virtual clock, which costs no time; the real one by default.</param>
    /// <param name="failure">What to say when it never came to that; the condition itself by default.</param>
    public static async Task TrueAsync(Func<bool> condition, TimeProvider? time = null, [CallerArgumentExpression(nameof(condition))] string failure = "")
    {
        var patience = time is null ? Patience : VirtualPatience;
        time ??= TimeProvider.System;
        var begin = time.GetTimestamp();
        while (!condition())
        {
            Assert.True(time.GetElapsedTime(begin) < patience, $"Not within {patience}: {failure}");
            await Task.Delay(Step, time);
        }
    }
}
