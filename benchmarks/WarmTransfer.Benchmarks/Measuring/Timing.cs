namespace WarmTransfer.Benchmarks;

/// <summary>What one way cost.</summary>
/// <param name="Name">The way.</param>
/// <param name="Nanoseconds">The median time of one run.</param>
/// <param name="Bytes">What one run allocates.</param>
internal sealed record Timing(string Name, double Nanoseconds, double Bytes);
