using System.Globalization;

namespace WarmTransfer.Benchmarks;

/// <summary>Prints tables for docs/performance.md, and the figures one a line.</summary>
internal static class Report
{
    public static void Table(string title, IReadOnlyList<Timing> timings)
    {
        Console.WriteLine($"\n{title}\n");
        Console.WriteLine("| way | time | allocated |");
        Console.WriteLine("|---|---:|---:|");
        foreach (Timing timing in timings)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {timing.Name} | {Time(timing.Nanoseconds)} | {timing.Bytes:#,0} B |"));
        Console.WriteLine();
    }

    public static void Figure(string name, double value)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure: {name} = {value:0.#####}"));

    /// <summary>A ratio, and how far the rounds it comes from lie apart.</summary>
    public static void Figure(string name, RoundRatio ratio)
    {
        Figure(name, Math.Round(ratio.Median, 5));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        half of the rounds: {ratio.Low:0.#####} to {ratio.High:0.#####}"));
    }

    /// <summary>The ratio of two times of one run.</summary>
    public static void Ratio(string name, Timing ours, Timing other) => Figure(name, Math.Round(ours.Nanoseconds / other.Nanoseconds, 5));

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.0} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:0.0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:0.00} ms"),
    };
}
