namespace WarmTransfer;

/// <summary>What one direction of a bridged call has done so far, in frames of 10 ms.</summary>
/// <param name="Frames">Frames relayed.</param>
/// <param name="Late">Frames that came more than 60 ms after the one before: the sender, or the network to it, stalled.</param>
/// <param name="Dropped">Frames left out: more than 60 ms were queued, or the sender's clock is faster than the receiver's.</param>
/// <param name="Filled">Frames of comfort noise sent while nothing came.</param>
/// <param name="Latency">How long a frame waited in the queue, on average, before its turn: what the bridge adds to the way.</param>
public sealed record AudioRelayStatistics(long Frames, long Late, long Dropped, long Filled, TimeSpan Latency);
