using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WarmTransfer.Generators;

namespace WarmTransfer.Benchmarks.Generator;

/// <summary>What the generator adds to a build and to a keystroke, beside one that does nothing and one everybody has.</summary>
internal static class GeneratorBenchmarks
{
    private const int ColdRounds = 5;
    private const int KeystrokeRounds = 31;

    private static readonly (string Name, Func<IIncrementalGenerator> Create)[] Generators =
    [
        ("empty", () => new EmptyGenerator()),
        ("WarmTransfer", () => new TransferAgentGenerator()),
        ("System.Text.Json", JsonGenerator.Create),
    ];

    public static void Run()
    {
        Console.WriteLine("\nTime of the generators alone, in milliseconds: empty / WarmTransfer / System.Text.Json\n");
        Console.WriteLine("| files | tools | cold | keystroke in a body | keystroke in a declaration |");
        Console.WriteLine("|---:|---:|---:|---:|---:|");
        Dictionary<int, double> ratios = [];
        foreach (var files in new[] { 10, 200, 2_000 })
        {
            foreach (var tools in new[] { 1, 20, 500 })
            {
                var keystroke = Measure(files, tools);
                if (files == 2_000)
                    ratios[tools] = keystroke[1] / keystroke[0];
            }
        }

        Console.WriteLine();
        Report.Figure("generator.keystroke_vs_empty", ratios[20]);
        Report.Figure("generator.keystroke_vs_empty_1_tool", ratios[1]);
        Report.Figure("generator.keystroke_vs_empty_500_tools", ratios[500]);
    }

    private static double[] Measure(int files, int tools)
    {
        SampleProject project = new(files, tools);
        var cold = Medians(ColdRounds, i => Milliseconds(NewDriver(i), project.EditDeclaration(), out _));
        GeneratorDriver[] drivers = [.. Generators.Select((_, i) => NewDriver(i).RunGenerators(project.EditBody()))];
        var keystroke = Medians(KeystrokeRounds, i => Milliseconds(drivers[i], project.EditBody(), out drivers[i]));
        var declaration = Medians(ColdRounds, i => Milliseconds(drivers[i], project.EditDeclaration(), out drivers[i]));
        Console.WriteLine($"| {files} | {tools} | {Row(cold)} | {Row(keystroke)} | {Row(declaration)} |");
        return keystroke;
    }

    private static GeneratorDriver NewDriver(int i)
        => CSharpGeneratorDriver.Create([Generators[i].Create().AsSourceGenerator()], parseOptions: SampleProject.ParseOptions);

    private static double Milliseconds(GeneratorDriver driver, CSharpCompilation compilation, out GeneratorDriver next)
    {
        var start = Stopwatch.GetTimestamp();
        next = driver.RunGenerators(compilation);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // In turns, for the reason given in Comparison, and no one clears away what another left. The first round, which compiles the code,
    // does not count.
    private static double[] Medians(int rounds, Func<int, double> measure)
    {
        double[][] times = [.. Generators.Select(_ => new double[rounds])];
        for (var round = -1; round < rounds; round++)
        {
            for (var turn = 0; turn < Generators.Length; turn++)
            {
                var i = (turn + round + 1) % Generators.Length;
                GC.Collect();
                var time = measure(i);
                if (round >= 0)
                    times[i][round] = time;
            }
        }

        return [.. times.Select(values => values.Order().ElementAt(rounds / 2))];
    }

    private static string Row(double[] milliseconds) => string.Join(" / ", milliseconds.Select(time => time.ToString("0.00", CultureInfo.InvariantCulture)));
}
