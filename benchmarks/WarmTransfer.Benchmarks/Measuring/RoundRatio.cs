namespace WarmTransfer.Benchmarks;

/// <summary>How the times of two ways compare, over several rounds.</summary>
/// <param name="Median">The ratio.</param>
/// <param name="Low">A quarter of the rounds had a lower one.</param>
/// <param name="High">A quarter of the rounds had a higher one.</param>
internal sealed record RoundRatio(double Median, double Low, double High)
{
    public static RoundRatio Of(IEnumerable<double> ratios)
    {
        double[] sorted = [.. ratios.Order()];
        return new(sorted[sorted.Length / 2], sorted[sorted.Length / 4], sorted[sorted.Length - 1 - (sorted.Length / 4)]);
    }
}
