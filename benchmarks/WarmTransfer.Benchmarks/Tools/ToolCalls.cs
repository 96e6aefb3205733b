using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>What the tool benchmarks share: how a tool is had, and how a call is ended.</summary>
internal static class ToolCalls
{
    public static TransferTool Generated(ITransferAgent agent, string name)
        => (TransferTool)agent.CreateTools(new NoTransfer()).Single(tool => tool.Name == name);

    // As it names enums by itself: as strings.
    public static JsonSerializerOptions FactoryOptions()
        => new(AIJsonUtilities.DefaultOptions) { Converters = { new JsonStringEnumConverter<CallbackTopic>(), new JsonStringEnumConverter<OrderPriority>() } };

    // As chat clients hand arguments over.
    public static AIFunctionArguments Arguments(string json)
        => new(JsonElement.Parse(json).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal));

    // Every measured call ends at once; one that did not would have to be awaited, and measured otherwise.
    public static T End<T>(ValueTask<T> call)
        => call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException("The tool did not end at once, or failed.");
}
