using System.Diagnostics;

namespace WarmTransfer.Benchmarks;

/// <summary>Times several ways to do the same thing, in turns.</summary>
/// <remarks>
/// In turns, because on a machine that does other work too, what is measured a minute apart is measured on two machines. Each turn is
/// short, the order changes from round to round, and the median leaves out the turns something else got in the way of. So the ratios of
/// one run hold even where its nanoseconds do not.
/// </remarks>
internal sealed class Comparison
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);

    private readonly IReadOnlyList<Way> _ways;
    private readonly int[] _runsPerTurn;

    private Comparison(IReadOnlyList<Way> ways)
    {
        _ways = ways;
        _runsPerTurn = [.. ways.Select(RunsPerTurn)];
    }

    public static IReadOnlyList<Timing> Measure(int rounds, params IReadOnlyList<Way> ways)
    {
        // Twice: the first pass gets the code compiled, the pause lets the optimised code arrive, the second counts how much fits a turn.
        _ = new Comparison(ways);
        Thread.Sleep(WarmUp);
        return new Comparison(ways).Measure(rounds);
    }

    private IReadOnlyList<Timing> Measure(int rounds)
    {
        double[][] turns = [.. _ways.Select(_ => new double[rounds])];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < _ways.Count; i++)
            {
                var way = (i + round) % _ways.Count;
                turns[way][round] = Nanoseconds(_ways[way].Run, _runsPerTurn[way]);
            }
        }

        return [.. _ways.Select((way, i) => new Timing(way.Name, Median(turns[i]), Bytes(way.Run)))];
    }

    private static int RunsPerTurn(Way way)
    {
        var end = Stopwatch.GetTimestamp() + (long)(WarmUp.TotalSeconds * Stopwatch.Frequency);
        var start = Stopwatch.GetTimestamp();
        var runs = 0;
        while (Stopwatch.GetTimestamp() < end)
        {
            way.Run();
            runs++;
        }

        var share = Turn / Stopwatch.GetElapsedTime(start);
        return Math.Max(1, (int)(runs * share));
    }

    private static double Nanoseconds(Action run, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / times;
    }

    private static double Bytes(Action run)
    {
        const int Times = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
