using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using WarmTransfer.SourceGeneration;

namespace WarmTransfer;

/// <summary><c>decline_transfer</c>: the human does not take the call.</summary>
internal sealed class DeclineTransferTool(TransferControl control) : TransferTool
{
    private static readonly ToolSchema Schema = new(
        """{"type":"object","properties":{"reason":{"description":"Why, in one short sentence the caller may hear, without names or details that are not theirs. Empty when the person gave no reason.","type":"string"}},"required":["reason"]}""");

    public override string Name => "decline_transfer";

    public override string Description =>
        "Ends this conversation because the person does not take the call: they refused, have no time, are the wrong person, or asked to be called later. "
        + "Thank them and say goodbye before you call this; the line closes, and the caller comes off hold and is told the reason.";

    public override JsonElement JsonSchema => Schema.Element;

    protected override ValueTask<object?> CallAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        ToolArgumentReader reader = new(arguments);
        var reason = reader.Required<string, ToolReaders.Text>("reason");
        return reader.HasProblems ? reader.Refuse(this) : new(control.Decline(reason));
    }

    protected override ValueTask<bool> CallUtf8Async(ReadOnlySpan<byte> arguments, IBufferWriter<byte> result, IServiceProvider? services, CancellationToken cancellationToken)
    {
        ToolArgumentReader reader = new(arguments);
        var reason = reader.Required<string, ToolReaders.Text>("reason");
        return reader.HasProblems ? reader.Refuse(this, result) : ToolResults.WriteAsIs(control.Decline(reason), result);
    }
}
