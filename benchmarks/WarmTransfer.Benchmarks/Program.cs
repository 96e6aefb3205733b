using WarmTransfer.Benchmarks.Analyzers;
using WarmTransfer.Benchmarks.Emulator;
using WarmTransfer.Benchmarks.Generator;
using WarmTransfer.Benchmarks.Rtc;
using WarmTransfer.Benchmarks.Tools;

// One suite a run: dotnet run -c Release --project benchmarks/WarmTransfer.Benchmarks -- tools
switch (args.FirstOrDefault())
{
    case "tools":
        ToolBenchmarks.Run();
        return 0;
    case "generator":
        GeneratorBenchmarks.Run();
        return 0;
    case "analyzers":
        AnalyzerBenchmarks.Run();
        return 0;
    case "emulator":
        await EmulatorBenchmarks.RunAsync();
        return 0;
    case "rtc":
        return await RtcBenchmarks.RunAsync(args[1..]);
    case CallerElsewhere.Command when args.Length == 2:
        return await CallerElsewhere.RunAsync(args[1]);
    default:
        Console.Error.WriteLine("Name the suite to run: tools (what calling a tool costs), generator (what the generator adds to a build and a keystroke), analyzers (what the analyzers add to a build) emulator (what a request to it costs) or rtc (what calls with real media cost).");
        return 1;
}
