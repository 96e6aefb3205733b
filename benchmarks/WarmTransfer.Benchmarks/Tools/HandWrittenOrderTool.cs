using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>The floor for <see cref="OrderDesk.FileOrder"/>: <see cref="HandWrittenOrderReader"/> and the call.</summary>
internal sealed class HandWrittenOrderTool(OrderDesk desk) : AIFunction
{
    // Kept, as one would who counts allocations; so this tool serves one call at a time.
    private readonly Utf8JsonWriter _writer = new(Stream.Null);

    public override string Name => "file_order";

    public void InvokeUtf8(ReadOnlySpan<byte> arguments, IBufferWriter<byte> result)
    {
        ServiceOrder? order = null;
        Utf8JsonReader reader = new(arguments);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("order"u8))
            {
                reader.Read();
                order = HandWrittenOrderReader.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        var answer = desk.FileOrder(order ?? throw Missing());
        _writer.Reset(result);
        _writer.WriteStringValue(answer);
        _writer.Flush();
    }

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!arguments.TryGetValue("order", out var value) || value is not JsonElement json)
            throw Missing();
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(json));
        reader.Read();
        return new(desk.FileOrder(HandWrittenOrderReader.Read(ref reader)));
    }

    private static JsonException Missing() => new("The argument 'order' is missing or of another type.");
}
