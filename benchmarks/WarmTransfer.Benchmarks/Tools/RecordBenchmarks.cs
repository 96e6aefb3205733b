using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>A method of one large parameter: <see cref="ServiceOrder"/>.</summary>
public class RecordBenchmarks
{
    private const string Json = "{\"order\":" + ServiceOrder.Json + "}";

    private readonly byte[] _json = Encoding.UTF8.GetBytes(Json);
    private readonly ArrayBufferWriter<byte> _result = new(1024);
    private readonly AIFunctionArguments _elements = ToolCalls.Arguments(Json);
    private readonly HandWrittenOrderTool _handWritten;
    private readonly TransferTool _generated;
    private readonly AIFunction _factory;

    public RecordBenchmarks()
    {
        OrderDesk desk = new();
        _handWritten = new(desk);
        _generated = ToolCalls.Generated(desk, "file_order");
        _factory = AIFunctionFactory.Create(desk.FileOrder, serializerOptions: ToolCalls.FactoryOptions());
    }

    [Benchmark]
    public object? HandWritten() => ToolCalls.End(_handWritten.InvokeAsync(_elements));

    [Benchmark]
    public object? Generated() => ToolCalls.End(_generated.InvokeAsync(_elements));

    [Benchmark]
    public object? Factory() => ToolCalls.End(_factory.InvokeAsync(_elements));

    [Benchmark]
    public void RawHandWritten()
    {
        _result.ResetWrittenCount();
        _handWritten.InvokeUtf8(_json, _result);
    }

    [Benchmark]
    public bool RawGenerated()
    {
        _result.ResetWrittenCount();
        return ToolCalls.End(_generated.InvokeUtf8Async(_json, _result));
    }
}
