using System.Buffers;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>Methods without parameters that return text, a record, or 20 records.</summary>
public class ResultBenchmarks
{
    private readonly ArrayBufferWriter<byte> _result = new(64 * 1024);
    private readonly AIFunctionArguments _nothing = [];
    private readonly ReadOnlyMemory<byte> _noJson = "{}"u8.ToArray();
    private readonly TransferTool[] _generated;
    private readonly AIFunction[] _factory;

    public ResultBenchmarks()
    {
        AnswerDesk desk = new();
        _generated = [ToolCalls.Generated(desk, "text"), ToolCalls.Generated(desk, "record"), ToolCalls.Generated(desk, "list")];
        _factory =
        [
            AIFunctionFactory.Create(desk.Text, serializerOptions: ToolCalls.FactoryOptions()),
            AIFunctionFactory.Create(desk.Record, serializerOptions: ToolCalls.FactoryOptions()),
            AIFunctionFactory.Create(desk.List, serializerOptions: ToolCalls.FactoryOptions()),
        ];
    }

    [Benchmark]
    public object? TextGenerated() => ToolCalls.End(_generated[0].InvokeAsync(_nothing));

    [Benchmark]
    public bool TextRaw() => Raw(_generated[0]);

    [Benchmark]
    public object? TextFactory() => ToolCalls.End(_factory[0].InvokeAsync(_nothing));

    [Benchmark]
    public object? RecordGenerated() => ToolCalls.End(_generated[1].InvokeAsync(_nothing));

    [Benchmark]
    public bool RecordRaw() => Raw(_generated[1]);

    [Benchmark]
    public object? RecordFactory() => ToolCalls.End(_factory[1].InvokeAsync(_nothing));

    [Benchmark]
    public object? ListGenerated() => ToolCalls.End(_generated[2].InvokeAsync(_nothing));

    [Benchmark]
    public bool ListRaw() => Raw(_generated[2]);

    [Benchmark]
    public object? ListFactory() => ToolCalls.End(_factory[2].InvokeAsync(_nothing));

    private bool Raw(TransferTool tool)
    {
        _result.ResetWrittenCount();
        return ToolCalls.End(tool.InvokeUtf8Async(_noJson, _result));
    }
}
