using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using WarmTransfer.SourceGeneration;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>Building the list of an agent's two tools.</summary>
/// <remarks>The generated list has the three built-in tools as well. Its schemas are constants, read when the first client asks for them.</remarks>
public class BuildBenchmarks
{
    private readonly CallbackDesk _desk = new();
    private readonly NoTransfer _control = new();
    private readonly JsonSerializerOptions _known = ToolCalls.FactoryOptions();
    private readonly string[] _schemas;

    public BuildBenchmarks()
        => _schemas = [ToolCalls.Generated(_desk, "book_callback").JsonSchema.GetRawText(), ToolCalls.Generated(_desk, "list_callbacks").JsonSchema.GetRawText()];

    [Benchmark]
    public object Generated() => ((ITransferAgent)_desk).CreateTools(_control);

    [Benchmark]
    public int GeneratedSchemas() => _schemas.Count(schema => new ToolSchema(schema).Element.ValueKind == JsonValueKind.Object);

    // Options it has not seen: what it remembers of a method, it remembers by them.
    [Benchmark]
    public object FactoryFirst() => Create(ToolCalls.FactoryOptions());

    [Benchmark]
    public object FactoryAgain() => Create(_known);

    private AIFunction[] Create(JsonSerializerOptions options) =>
    [
        AIFunctionFactory.Create(_desk.BookCallback, serializerOptions: options),
        AIFunctionFactory.Create(_desk.ListCallbacks, serializerOptions: options),
    ];
}
