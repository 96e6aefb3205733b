using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>Runs <see cref="ToolDispatch"/> and prints its figures, one a line: <c>figure: name = value</c>.</summary>
internal static class ToolDispatchFigures
{
    public static void Print()
    {
        // In this process: the ratio of the ways to each other is the figure, and no project has to be built for it.
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8))
            .AddColumnProvider(DefaultConfig.Instance.GetColumnProviders().ToArray())
            .AddLogger(NullLogger.Instance);
        Summary summary = BenchmarkRunner.Run<ToolDispatch>(config);

        foreach (BenchmarkReport report in summary.Reports)
        {
            string name = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;
            Figure($"tools.{name}.ns", Nanoseconds(report));
            Figure($"tools.{name}.bytes", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? double.NaN);
        }

        Figure("tools.Generated.overHandWritten", Nanoseconds(Report(summary, nameof(ToolDispatch.Generated))) / Nanoseconds(Report(summary, nameof(ToolDispatch.HandWritten))));
    }

    private static BenchmarkReport Report(Summary summary, string method)
        => summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);

    private static double Nanoseconds(BenchmarkReport report)
        => report.ResultStatistics?.Median ?? throw new InvalidOperationException($"{report.BenchmarkCase.Descriptor.WorkloadMethod.Name} gave no result: it failed while it was measured.");

    private static void Figure(string name, double value)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure: {name} = {value:0.##}"));
}
