namespace WarmTransfer;

/// <summary>Keeps the pace of a track: one frame every 10 ms, counted from the start so that small errors never add up to a drift.</summary>
/// <param name="time">The clock.</param>
/// <param name="ahead">How many frames before its own time a frame is written, at most.</param>
/// <param name="batch">How many frames are written at once, to be woken less often.</param>
internal sealed class FramePacer(TimeProvider time, int ahead = 0, int batch = 1)
{
    // What a track's queue holds: frames later than that could not be made up for.
    private const int QueueLength = 20;

    private readonly long _start = time.GetTimestamp();

    /// <summary>Waits for the moment to write a frame.</summary>
    /// <returns>How many frames a stall has made too late for the queue; 0 normally.</returns>
    public async ValueTask<long> WaitUntilDueAsync(long frame, CancellationToken cancellationToken)
    {
        if (frame % batch != 0)
            return 0;

        TimeSpan early = ((frame + batch - 1 - ahead) * AudioFormat.FrameDuration) - time.GetElapsedTime(_start);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, time, cancellationToken);

        TimeSpan late = -early - ((QueueLength - batch + 1) * AudioFormat.FrameDuration);
        return late > TimeSpan.Zero ? (long)(late / AudioFormat.FrameDuration) : 0;
    }
}
