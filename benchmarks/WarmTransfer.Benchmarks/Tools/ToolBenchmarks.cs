namespace WarmTransfer.Benchmarks.Tools;

/// <summary>What calling and building tools costs: generated, written by hand, and by <see cref="Microsoft.Extensions.AI.AIFunctionFactory"/>.</summary>
internal static class ToolBenchmarks
{
    private const int Rounds = 9;

    public static void Run()
    {
        Calls();
        Records();
        Results();
        Build();
    }

    private static void Calls()
    {
        BenchmarkRounds calls = BenchmarkRounds.Run<CallBenchmarks>(Rounds);
        Timing generated = calls.Of(nameof(CallBenchmarks.Generated), "generated");
        Timing handWritten = calls.Of(nameof(CallBenchmarks.HandWritten), "written by hand");
        Report.Table(
            "Calling a tool of four parameters, JSON values in a dictionary (as chat clients hand over)",
            [calls.Of(nameof(CallBenchmarks.Direct), "the method itself"), handWritten, generated, calls.Of(nameof(CallBenchmarks.Factory), "AIFunctionFactory")]);
        Report.Figure("dispatch.ours_vs_handwritten", calls.Ratio(nameof(CallBenchmarks.Generated), nameof(CallBenchmarks.HandWritten)));
        Report.Figure("dispatch.ours_vs_factory", calls.Ratio(nameof(CallBenchmarks.Generated), nameof(CallBenchmarks.Factory)));
        Report.Figure("dispatch.bytes", generated.Bytes);
        Report.Figure("dispatch.bytes_handwritten", handWritten.Bytes);

        Report.Table(
            "The same, .NET values in the dictionary",
            [
                calls.Of(nameof(CallBenchmarks.ValuesHandWritten), "written by hand"), calls.Of(nameof(CallBenchmarks.ValuesGenerated), "generated"),
                calls.Of(nameof(CallBenchmarks.ValuesFactory), "AIFunctionFactory"),
            ]);
        Report.Figure("dispatch_values.ours_vs_handwritten", calls.Ratio(nameof(CallBenchmarks.ValuesGenerated), nameof(CallBenchmarks.ValuesHandWritten)));
        Report.Figure("dispatch_values.ours_vs_factory", calls.Ratio(nameof(CallBenchmarks.ValuesGenerated), nameof(CallBenchmarks.ValuesFactory)));

        Timing raw = calls.Of(nameof(CallBenchmarks.RawGenerated), "generated");
        Timing floor = calls.Of(nameof(CallBenchmarks.RawHandWritten), "loop over Utf8JsonReader, by hand");
        Report.Table("The same tool, raw JSON in and out", [floor, raw]);
        Report.Figure("utf8.ours_vs_reader_floor", calls.Ratio(nameof(CallBenchmarks.RawGenerated), nameof(CallBenchmarks.RawHandWritten)));
        Report.Figure("utf8.bytes", raw.Bytes);
        Report.Figure("utf8.bytes_reader_floor", floor.Bytes);
    }

    private static void Records()
    {
        BenchmarkRounds records = BenchmarkRounds.Run<RecordBenchmarks>(Rounds);
        Report.Table(
            "A record of 30 members as the argument, a JSON value in a dictionary",
            [
                records.Of(nameof(RecordBenchmarks.HandWritten), "loop over Utf8JsonReader, by hand"), records.Of(nameof(RecordBenchmarks.Generated), "generated"),
                records.Of(nameof(RecordBenchmarks.Factory), "AIFunctionFactory"),
            ]);
        Report.Figure("record.ours_vs_handwritten", records.Ratio(nameof(RecordBenchmarks.Generated), nameof(RecordBenchmarks.HandWritten)));
        Report.Figure("record.ours_vs_factory", records.Ratio(nameof(RecordBenchmarks.Generated), nameof(RecordBenchmarks.Factory)));

        Timing raw = records.Of(nameof(RecordBenchmarks.RawGenerated), "generated");
        Timing floor = records.Of(nameof(RecordBenchmarks.RawHandWritten), "loop over Utf8JsonReader, by hand");
        Report.Table("The same record, raw JSON in and out", [floor, raw]);
        Report.Figure("record_utf8.ours_vs_reader_floor", records.Ratio(nameof(RecordBenchmarks.RawGenerated), nameof(RecordBenchmarks.RawHandWritten)));
        Report.Figure("record_utf8.bytes", raw.Bytes);
        Report.Figure("record_utf8.bytes_reader_floor", floor.Bytes);
    }

    private static void Results()
    {
        BenchmarkRounds results = BenchmarkRounds.Run<ResultBenchmarks>(Rounds);
        Result(results, "text", "Returning a sentence", nameof(ResultBenchmarks.TextGenerated), nameof(ResultBenchmarks.TextRaw), nameof(ResultBenchmarks.TextFactory));
        Result(results, "record", "Returning a record", nameof(ResultBenchmarks.RecordGenerated), nameof(ResultBenchmarks.RecordRaw), nameof(ResultBenchmarks.RecordFactory));
        Result(results, "list", "Returning 20 records", nameof(ResultBenchmarks.ListGenerated), nameof(ResultBenchmarks.ListRaw), nameof(ResultBenchmarks.ListFactory));
    }

    private static void Result(BenchmarkRounds results, string kind, string title, string generated, string raw, string factory)
    {
        Report.Table(title, [results.Of(generated, "generated"), results.Of(raw, "generated, raw JSON out"), results.Of(factory, "AIFunctionFactory")]);
        Report.Figure($"results_{kind}.ours_vs_factory", results.Ratio(generated, factory));
        Report.Figure($"results_{kind}.utf8_vs_factory", results.Ratio(raw, factory));
    }

    private static void Build()
    {
        BenchmarkRounds build = BenchmarkRounds.Run<BuildBenchmarks>(Rounds);
        Report.Table(
            "Building the list of an agent's two tools",
            [
                build.Of(nameof(BuildBenchmarks.Generated), "generated"),
                build.Of(nameof(BuildBenchmarks.GeneratedSchemas), "generated, reading both schemas (once a process)"),
                build.Of(nameof(BuildBenchmarks.FactoryFirst), "AIFunctionFactory, first time"),
                build.Of(nameof(BuildBenchmarks.FactoryAgain), "AIFunctionFactory, again"),
            ]);
        RoundRatio tools = build.Ratio(nameof(BuildBenchmarks.Generated), nameof(BuildBenchmarks.FactoryFirst));
        RoundRatio schemas = build.Ratio(nameof(BuildBenchmarks.GeneratedSchemas), nameof(BuildBenchmarks.FactoryFirst));
        Report.Figure("build.ours_vs_factory", tools);
        Report.Figure("build.ours_with_schemas_vs_factory", tools.Median + schemas.Median);
        Report.Figure("build.ours_vs_factory_cached", build.Ratio(nameof(BuildBenchmarks.Generated), nameof(BuildBenchmarks.FactoryAgain)));
    }
}
