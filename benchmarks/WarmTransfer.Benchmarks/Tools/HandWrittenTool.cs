using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>The floor: what a careful developer writes by hand for <see cref="CallbackDesk.BookCallback"/>, and for it alone.</summary>
/// <remarks>
/// Takes what the schema promises, in the two forms callers hand over (JSON, and .NET values), and throws at anything else an error
/// that names the argument.
/// No tolerance of odd JSON, no other styles of names, no messages for the model: those are what generated code adds.
/// </remarks>
internal sealed class HandWrittenTool(CallbackDesk desk) : AIFunction
{
    private static readonly JsonElement Schema = JsonElement.Parse(
        """{"type":"object","properties":{"number":{"type":"string"},"hour":{"type":"integer"},"topic":{"type":"string","enum":["Billing","Repair","Other"]},"urgent":{"type":"boolean"}},"required":["number","hour","topic","urgent"]}""");

    // Kept, as one would who counts allocations; so this tool serves one call at a time.
    private readonly Utf8JsonWriter _writer = new(Stream.Null);

    public override string Name => "book_callback";

    public override JsonElement JsonSchema => Schema;

    /// <summary>The raw path's floor: one loop over the JSON.</summary>
    public void InvokeUtf8(ReadOnlySpan<byte> arguments, IBufferWriter<byte> result)
    {
        string? number = null;
        int? hour = null;
        CallbackTopic? topic = null;
        bool? urgent = null;
        Utf8JsonReader reader = new(arguments);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("number"u8))
            {
                reader.Read();
                number = reader.GetString();
            }
            else if (reader.ValueTextEquals("hour"u8))
            {
                reader.Read();
                hour = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("topic"u8))
            {
                reader.Read();
                topic = Topic(ref reader);
            }
            else if (reader.ValueTextEquals("urgent"u8))
            {
                reader.Read();
                urgent = reader.GetBoolean();
            }
            else
            {
                reader.Skip();
            }
        }

        var answer = desk.BookCallback(number ?? throw Missing("number"), hour ?? throw Missing("hour"), topic ?? throw Missing("topic"), urgent ?? throw Missing("urgent"));
        _writer.Reset(result);
        _writer.WriteStringValue(answer);
        _writer.Flush();
    }

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = Argument(arguments, "number") switch
        {
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
            string text => text,
            _ => throw Missing("number"),
        };
        var hour = Argument(arguments, "hour") switch
        {
            JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetInt32(out var value) => value,
            int whole => whole,
            _ => throw Missing("hour"),
        };
        CallbackTopic topic = Argument(arguments, "topic") switch
        {
            JsonElement { ValueKind: JsonValueKind.String } json => Topic(json),
            CallbackTopic known => known,
            _ => throw Missing("topic"),
        };
        var urgent = Argument(arguments, "urgent") switch
        {
            JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } json => json.GetBoolean(),
            bool flag => flag,
            _ => throw Missing("urgent"),
        };
        return new(desk.BookCallback(number, hour, topic, urgent));
    }

    private static object? Argument(AIFunctionArguments arguments, string name)
        => arguments.TryGetValue(name, out var value) ? value : throw Missing(name);

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

    private static CallbackTopic Topic(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("Billing"u8))
            return CallbackTopic.Billing;
        if (reader.ValueTextEquals("Repair"u8))
            return CallbackTopic.Repair;
        if (reader.ValueTextEquals("Other"u8))
            return CallbackTopic.Other;
        throw new JsonException("Not a topic.");
    }

    private static JsonException Missing(string name) => new($"The argument '{name}' is missing or of another type.");
}
