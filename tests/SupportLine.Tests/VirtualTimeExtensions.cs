using WarmTransfer.Emulator;

namespace SupportLine.Tests;

internal static class VirtualTimeExtensions
{
    /// <summary>Lets the clock run until something has come true, a minute at most.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="condition">What is waited for.</param>
    /// <param name="failure">What to say when it never did.</param>
    public static async Task UntilAsync(this VirtualTime time, Func<bool> condition, string failure)
    {
        for (var looks = 0; !condition(); looks++)
        {
            Assert.True(looks < 6_000, failure);
            await Task.Delay(TimeSpan.FromMilliseconds(10), time);
        }
    }
}
