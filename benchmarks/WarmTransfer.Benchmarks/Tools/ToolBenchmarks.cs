using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>What calling and building tools costs: generated, written by hand, and by <see cref="AIFunctionFactory"/>.</summary>
internal sealed class ToolBenchmarks
{
    private const int Rounds = 300;
    private const string Json = """{"number":"+15105550123","hour":14,"topic":"Repair","urgent":true}""";

    private readonly CallbackDesk _desk = new();
    private readonly HandWrittenTool _handWritten;
    private readonly TransferTool _generated;
    private readonly AIFunction _factory;
    private readonly ArrayBufferWriter<byte> _result = new(64 * 1024);

    private ToolBenchmarks()
    {
        _handWritten = new(_desk);
        _generated = Generated("book_callback");
        _factory = AIFunctionFactory.Create(_desk.BookCallback, serializerOptions: FactoryOptions());
    }

    public static void Run()
    {
        ToolBenchmarks benchmarks = new();
        benchmarks.Dispatch();
        benchmarks.Utf8();
        benchmarks.Results();
        benchmarks.Build();
    }

    // As it names enums by itself: as strings.
    private static JsonSerializerOptions FactoryOptions() => new(AIJsonUtilities.DefaultOptions) { Converters = { new JsonStringEnumConverter<CallbackTopic>() } };

    private TransferTool Generated(string name)
        => (TransferTool)((ITransferAgent)_desk).CreateTools(new NoTransfer()).Single(tool => tool.Name == name);

    private void Dispatch()
    {
        AIFunctionArguments json = new(JsonElement.Parse(Json).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal));
        AIFunctionArguments boxed = new() { ["number"] = "+15105550123", ["hour"] = 14, ["topic"] = CallbackTopic.Repair, ["urgent"] = true };

        IReadOnlyList<Timing> timings = Compare(json);
        Report.Table("Calling a tool of four parameters, JSON values in a dictionary (as chat clients hand over)", timings);
        Timing ours = timings[2];
        Report.Ratio("dispatch.ours_vs_handwritten", ours, timings[1]);
        Report.Ratio("dispatch.ours_vs_factory", ours, timings[3]);
        Report.Figure("dispatch.bytes", ours.Bytes);
        Report.Figure("dispatch.bytes_handwritten", timings[1].Bytes);

        timings = Compare(boxed);
        Report.Table("The same, .NET values in the dictionary", timings);
        Report.Ratio("dispatch_values.ours_vs_handwritten", timings[2], timings[1]);
        Report.Ratio("dispatch_values.ours_vs_factory", timings[2], timings[3]);
    }

    private IReadOnlyList<Timing> Compare(AIFunctionArguments arguments) => Comparison.Measure(
        Rounds,
        new("the method itself", () => _desk.BookCallback("+15105550123", 14, CallbackTopic.Repair, urgent: true)),
        new("written by hand", () => End(_handWritten.InvokeAsync(arguments))),
        new("generated", () => End(_generated.InvokeAsync(arguments))),
        new("AIFunctionFactory", () => End(_factory.InvokeAsync(arguments))));

    private void Utf8()
    {
        byte[] json = Encoding.UTF8.GetBytes(Json);
        IReadOnlyList<Timing> timings = Comparison.Measure(
            Rounds,
            new("loop over Utf8JsonReader, by hand", () => { _result.ResetWrittenCount(); _handWritten.InvokeUtf8(json, _result); }),
            new("generated", () => { _result.ResetWrittenCount(); End(_generated.InvokeUtf8Async(json, _result)); }));
        Report.Table("The same tool, raw JSON in and out", timings);
        Report.Ratio("utf8.ours_vs_reader_floor", timings[1], timings[0]);
        Report.Figure("utf8.bytes", timings[1].Bytes);
        Report.Figure("utf8.bytes_reader_floor", timings[0].Bytes);
    }

    private void Results()
    {
        TransferTool generated = Generated("list_callbacks");
        AIFunction factory = AIFunctionFactory.Create(_desk.ListCallbacks, serializerOptions: FactoryOptions());
        AIFunctionArguments arguments = [];
        byte[] json = "{}"u8.ToArray();
        IReadOnlyList<Timing> timings = Comparison.Measure(
            Rounds,
            new("generated", () => End(generated.InvokeAsync(arguments))),
            new("generated, raw JSON out", () => { _result.ResetWrittenCount(); End(generated.InvokeUtf8Async(json, _result)); }),
            new("AIFunctionFactory", () => End(factory.InvokeAsync(arguments))));
        Report.Table("Returning 20 records as JSON", timings);
        Report.Ratio("results.ours_vs_factory", timings[0], timings[2]);
        Report.Ratio("results.utf8_vs_factory", timings[1], timings[2]);
    }

    // The generated list has the three built-in tools as well. Its schemas are constants, read when the first client asks for them.
    private void Build()
    {
        NoTransfer control = new();
        string schema = _generated.JsonSchema.GetRawText();
        JsonSerializerOptions cached = FactoryOptions();
        IReadOnlyList<Timing> timings = Comparison.Measure(
            Rounds,
            new("generated", () => ((ITransferAgent)_desk).CreateTools(control)),
            new("generated, reading both schemas (once a process)", () => ReadSchemas(schema)),
            new("AIFunctionFactory, first time", () => BuildWithFactory(FactoryOptions())),
            new("AIFunctionFactory, again", () => BuildWithFactory(cached)));
        Report.Table("Building the list of an agent's two tools", timings);
        Report.Ratio("build.ours_vs_factory", timings[0], timings[2]);
        Report.Figure("build.ours_with_schemas_vs_factory", (timings[0].Nanoseconds + timings[1].Nanoseconds) / timings[2].Nanoseconds);
        Report.Ratio("build.ours_vs_factory_cached", timings[0], timings[3]);
    }

    private static void ReadSchemas(string schema)
    {
        for (int i = 0; i < 2; i++)
            _ = new ToolSchema(schema).Element;
    }

    private void BuildWithFactory(JsonSerializerOptions options)
    {
        AIFunctionFactory.Create(_desk.BookCallback, serializerOptions: options);
        AIFunctionFactory.Create(_desk.ListCallbacks, serializerOptions: options);
    }

    // Every measured call ends at once; one that did not would have to be awaited, and measured otherwise.
    private static void End<T>(ValueTask<T> call)
    {
        if (!call.IsCompletedSuccessfully)
            throw new InvalidOperationException("The tool did not end at once, or failed.");
        _ = call.Result;
    }
}
