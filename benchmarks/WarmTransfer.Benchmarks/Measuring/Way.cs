namespace WarmTransfer.Benchmarks;

/// <summary>One of several ways to do the same thing, to be timed beside the others.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Run">Does it once.</param>
internal sealed record Way(string Name, Action Run);
