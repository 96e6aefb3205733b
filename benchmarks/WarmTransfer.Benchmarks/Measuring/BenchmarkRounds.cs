using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace WarmTransfer.Benchmarks;

/// <summary>Benchmarks of BenchmarkDotNet, run several times over.</summary>
/// <remarks>
/// It measures one way after the other, so on a machine that does other work too, two ways are measured on two machines. Short runs,
/// many times over, bring them within seconds of each other, and the median of the rounds' ratios leaves out the rounds in which
/// something else got in the way of one of them. An iteration is about as long as a busy system lets a thread run, so that most have
/// not been interrupted and the median is one of those. In process, so that nothing is restored or compiled to run them.
/// </remarks>
internal sealed class BenchmarkRounds
{
    private readonly List<Dictionary<string, Timing>> _rounds = [];

    public static BenchmarkRounds Run<T>(int rounds)
    {
        BenchmarkRounds result = new();
        for (var round = 0; round < rounds; round++)
            result.Add(BenchmarkRunner.Run<T>(Config()));
        return result;
    }

    /// <summary>What a way cost, by the name of its method: the median of the rounds.</summary>
    public Timing Of(string method, string name)
        => new(name, Median(_rounds.Select(round => round[method].Nanoseconds)), Median(_rounds.Select(round => round[method].Bytes)));

    /// <summary>The ratio of two ways, by the names of their methods.</summary>
    public RoundRatio Ratio(string method, string other)
        => RoundRatio.Of(_rounds.Select(round => round[method].Nanoseconds / round[other].Nanoseconds));

    private void Add(Summary summary)
    {
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success || report.ResultStatistics is null))
            throw new InvalidOperationException("The benchmarks did not run: " + string.Join(' ', summary.ValidationErrors.Select(error => error.Message)));
        _rounds.Add(summary.Reports.ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, Timing, StringComparer.Ordinal));
    }

    private static Timing Timing(BenchmarkReport report)
    {
        var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
        return new(report.BenchmarkCase.Descriptor.WorkloadMethod.Name, report.ResultStatistics!.Median, bytes ?? double.NaN);
    }

    private static ManualConfig Config() => ManualConfig.CreateEmpty()
        .AddLogger(NullLogger.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(2)
            .WithIterationCount(50)
            .WithIterationTime(TimeInterval.FromMilliseconds(4)))
        .WithOptions(ConfigOptions.DisableLogFile);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
