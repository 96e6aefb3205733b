using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using WarmTransfer.SourceGeneration;

namespace WarmTransfer;

/// <summary><c>connect_to_caller</c>: the human takes the call.</summary>
internal sealed class ConnectToCallerTool(TransferControl control) : TransferTool
{
    private static readonly ToolSchema Schema = new("""{"type":"object","properties":{}}""");

    public override string Name => "connect_to_caller";

    public override string Description =>
        "Joins the person you are speaking with and the waiting caller in one call. Call this only after that person has said, in so many words, that they take the call. "
        + "Interest, a question about the caller, or a greeting is not consent: ask first. It cannot be undone.";

    public override JsonElement JsonSchema => Schema.Element;

    protected override async ValueTask<object?> CallAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        => await control.ConnectToCallerAsync(cancellationToken);

    protected override ValueTask<bool> CallUtf8Async(ReadOnlySpan<byte> arguments, IBufferWriter<byte> result, IServiceProvider? services, CancellationToken cancellationToken)
    {
        ToolArgumentReader reader = new(arguments);
        return reader.HasProblems ? reader.Refuse(this, result) : ToolResults.WriteAsIsAsync(control.ConnectToCallerAsync(cancellationToken), result);
    }
}
