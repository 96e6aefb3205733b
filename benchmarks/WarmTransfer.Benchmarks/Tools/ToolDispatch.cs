using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>Calls one method with the arguments a chat client hands over (JSON values in a dictionary), in four ways.</summary>
[MemoryDiagnoser]
public class ToolDispatch
{
    private readonly CallbackDesk _desk = new();
    private readonly AIFunction _generated;
    private readonly AIFunction _factory;
    private readonly AIFunctionArguments _arguments;

    /// <summary>Creates both functions and the arguments they get.</summary>
    public ToolDispatch()
    {
        _generated = ((ITransferAgent)_desk).CreateTools(new NoTransfer())[0];

        // As AIFunctionFactory names enums by itself: as strings.
        JsonSerializerOptions options = new(AIJsonUtilities.DefaultOptions) { Converters = { new JsonStringEnumConverter<CallbackTopic>() } };
        _factory = AIFunctionFactory.Create(_desk.BookCallback, serializerOptions: options);

        JsonElement json = JsonElement.Parse("""{"number":"+15105550123","hour":14,"topic":"Repair","urgent":true}""");
        _arguments = new(json.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal));
    }

    /// <summary>The call itself.</summary>
    [Benchmark(Baseline = true)]
    public void Direct() => _desk.BookCallback("+15105550123", 14, CallbackTopic.Repair, urgent: true);

    /// <summary>The least a correct binding can do: four lookups, four reads, no tolerance and no messages.</summary>
    [Benchmark]
    public object? HandWritten()
    {
        string number = ((JsonElement)_arguments["number"]!).GetString()!;
        int hour = ((JsonElement)_arguments["hour"]!).GetInt32();
        CallbackTopic topic = Topic((JsonElement)_arguments["topic"]!);
        bool urgent = ((JsonElement)_arguments["urgent"]!).GetBoolean();
        _desk.BookCallback(number, hour, topic, urgent);
        return "Done.";
    }

    /// <summary>The generated tool.</summary>
    [Benchmark]
    public ValueTask<object?> Generated() => _generated.InvokeAsync(_arguments);

    /// <summary>The reflection-based function of Microsoft.Extensions.AI.</summary>
    [Benchmark]
    public ValueTask<object?> Factory() => _factory.InvokeAsync(_arguments);

    private static CallbackTopic Topic(JsonElement value)
    {
        if (value.ValueEquals("Billing"u8))
            return CallbackTopic.Billing;
        if (value.ValueEquals("Repair"u8))
            return CallbackTopic.Repair;
        if (value.ValueEquals("Other"u8))
            return CallbackTopic.Other;
        throw new JsonException("Not a topic.");
    }
}
