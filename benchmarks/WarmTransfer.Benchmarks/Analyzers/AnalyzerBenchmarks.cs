using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Analyzers;
using WarmTransfer.Benchmarks.Generator;
using WarmTransfer.Generators;

namespace WarmTransfer.Benchmarks.Analyzers;

/// <summary>What all analyzers of the package add to a build of 2,000 files with 500 tools, together and one by one.</summary>
internal static class AnalyzerBenchmarks
{
    private const int Files = 2_000;
    private const int Tools = 500;
    private const int Rounds = 7;
    private const int Shown = 10;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Ours = All();

    public static void Run()
    {
        CSharpCompilation compilation = Generated(new SampleProject(Files, Tools).EditBody());
        double[][] times = [new double[Rounds], new double[Rounds], new double[Rounds]];
        Dictionary<string, double[]> ofAnalyzers = Ours.ToDictionary(analyzer => analyzer.GetType().Name, _ => new double[Rounds], StringComparer.Ordinal);

        // In turns, for the reason given in Comparison. The first round, which compiles the code, does not count.
        for (var round = -1; round < Rounds; round++)
        {
            for (var turn = 0; turn < times.Length; turn++)
            {
                var way = (turn + round + 1) % times.Length;
                var time = way switch
                {
                    0 => Compile(compilation),
                    1 => Analyze(compilation, [new EmptyAnalyzer()], out _),
                    _ => AnalyzeWithOurs(compilation, round, ofAnalyzers),
                };
                if (round >= 0)
                    times[way][round] = time;
            }
        }

        Print(Median(times[0]), Median(times[1]), Median(times[2]), ofAnalyzers.ToDictionary(pair => pair.Key, pair => Median(pair.Value), StringComparer.Ordinal));
    }

    private static double AnalyzeWithOurs(CSharpCompilation compilation, int round, Dictionary<string, double[]> times)
    {
        var time = Analyze(compilation, Ours, out AnalysisResult result);
        foreach ((DiagnosticAnalyzer analyzer, var telemetry) in result.AnalyzerTelemetryInfo)
        {
            if (round >= 0)
                times[analyzer.GetType().Name][round] = telemetry.ExecutionTime.TotalMilliseconds;
        }

        return time;
    }

    private static void Print(double compile, double empty, double ours, Dictionary<string, double> ofAnalyzers)
    {
        var sum = ofAnalyzers.Values.Sum();
        Console.WriteLine($"\n{Files} files, {Tools} tools, {ofAnalyzers.Count} analyzers\n");
        Console.WriteLine("| way | time |");
        Console.WriteLine("|---|---:|");
        Row("the compile alone", compile);
        Row("analysis with an empty analyzer", empty);
        Row("analysis with ours", ours);
        Row("of it in our analyzers, all threads", sum);
        Console.WriteLine("\n| analyzer | time |");
        Console.WriteLine("|---|---:|");
        foreach ((var name, var time) in ofAnalyzers.OrderByDescending(pair => pair.Value).Take(Shown))
            Row(name, time);
        Row($"the other {Math.Max(0, ofAnalyzers.Count - Shown)}", ofAnalyzers.Values.OrderDescending().Skip(Shown).Sum());
        Console.WriteLine();
        Report.Figure("analyzers.share", sum / compile);
        Report.Figure("analyzers.share_elapsed", (ours - empty) / compile);
    }

    private static void Row(string name, double milliseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {milliseconds:0.0} ms |"));

    private static double Compile(CSharpCompilation compilation)
    {
        CSharpCompilation fresh = compilation.Clone();
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var succeeded = fresh.Emit(Stream.Null).Success;
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return succeeded ? time : throw new InvalidOperationException("The sample does not compile: " + fresh.GetDiagnostics().First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    // As the compiler runs them: at once, on all threads, with the clock of its /reportanalyzer.
    private static double Analyze(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, out AnalysisResult result)
    {
        CSharpCompilation fresh = compilation.Clone();
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        CompilationWithAnalyzersOptions options = new(new AnalyzerOptions([]), Rethrow, concurrentAnalysis: true, logAnalyzerExecutionTime: true);
        result = fresh.WithAnalyzers(analyzers, options).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Rethrow(Exception exception, DiagnosticAnalyzer analyzer, Diagnostic diagnostic)
        => throw new InvalidOperationException($"{analyzer.GetType().Name} failed.", exception);

    private static CSharpCompilation Generated(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create([new TransferAgentGenerator().AsSourceGenerator(), JsonGenerator.Create().AsSourceGenerator()], parseOptions: SampleProject.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return (CSharpCompilation)output;
    }

    private static ImmutableArray<DiagnosticAnalyzer> All()
        => [.. typeof(TransferAgentNotPartialAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
