using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>A method of four parameters, called by each way there is.</summary>
public class CallBenchmarks
{
    private const string Json = """{"number":"+15105550123","hour":14,"topic":"Repair","urgent":true}""";

    private readonly byte[] _json = Encoding.UTF8.GetBytes(Json);
    private readonly ArrayBufferWriter<byte> _result = new(1024);
    private readonly AIFunctionArguments _elements = ToolCalls.Arguments(Json);
    private readonly AIFunctionArguments _values = new() { ["number"] = "+15105550123", ["hour"] = 14, ["topic"] = CallbackTopic.Repair, ["urgent"] = true };
    private readonly CallbackDesk _desk = new();
    private readonly HandWrittenTool _handWritten;
    private readonly TransferTool _generated;
    private readonly AIFunction _factory;

    public CallBenchmarks()
    {
        _handWritten = new(_desk);
        _generated = ToolCalls.Generated(_desk, "book_callback");
        _factory = AIFunctionFactory.Create(_desk.BookCallback, serializerOptions: ToolCalls.FactoryOptions());
    }

    [Benchmark]
    public string Direct() => _desk.BookCallback("+15105550123", 14, CallbackTopic.Repair, urgent: true);

    [Benchmark]
    public object? HandWritten() => ToolCalls.End(_handWritten.InvokeAsync(_elements));

    [Benchmark]
    public object? Generated() => ToolCalls.End(_generated.InvokeAsync(_elements));

    [Benchmark]
    public object? Factory() => ToolCalls.End(_factory.InvokeAsync(_elements));

    [Benchmark]
    public object? ValuesHandWritten() => ToolCalls.End(_handWritten.InvokeAsync(_values));

    [Benchmark]
    public object? ValuesGenerated() => ToolCalls.End(_generated.InvokeAsync(_values));

    [Benchmark]
    public object? ValuesFactory() => ToolCalls.End(_factory.InvokeAsync(_values));

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
