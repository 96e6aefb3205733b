namespace WarmTransfer;

/// <summary>Keeps the pace of a track: one frame every 10 ms, counted from the start so that small errors never add up to a drift.</summary>
internal sealed class FramePacer(TimeProvider time)
{
    // What a track's queue holds: frames later than that could not be made up for.
    private static readonly TimeSpan Queue = TimeSpan.FromMilliseconds(200);

    private readonly long _start = time.GetTimestamp();

    /// <summary>Waits for the moment of a frame.</summary>
    /// <returns>How many frames a stall has made too late for the queue; 0 normally.</returns>
    public async ValueTask<long> WaitUntilDueAsync(long frame, CancellationToken cancellationToken)
    {
        TimeSpan early = (frame * AudioFormat.FrameDuration) - time.GetElapsedTime(_start);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, time, cancellationToken);

        TimeSpan late = -early - Queue;
        return late > TimeSpan.Zero ? (long)(late / AudioFormat.FrameDuration) : 0;
    }
}
