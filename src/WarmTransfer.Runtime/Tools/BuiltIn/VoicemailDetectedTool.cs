using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using WarmTransfer.SourceGeneration;

namespace WarmTransfer;

/// <summary><c>voicemail_detected</c>: a mailbox answered.</summary>
internal sealed class VoicemailDetectedTool(TransferControl control) : TransferTool
{
    private static readonly ToolSchema Schema = new("""{"type":"object","properties":{}}""");

    public override string Name => "voicemail_detected";

    public override string Description =>
        "Ends this call because a machine answered it. Call this at once, without saying anything, when you hear a mailbox: a recorded greeting, an invitation to leave a message, "
        + "a beep, or a menu of keys to press. Do not call it for a person who is merely brief or silent.";

    public override JsonElement JsonSchema => Schema.Element;

    protected override ValueTask<object?> CallAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        => new(control.VoicemailDetected());

    protected override ValueTask<bool> CallUtf8Async(ReadOnlySpan<byte> arguments, IBufferWriter<byte> result, IServiceProvider? services, CancellationToken cancellationToken)
    {
        ToolArgumentReader reader = new(arguments);
        return reader.HasProblems ? reader.Refuse(this, result) : ToolResults.WriteAsIs(control.VoicemailDetected(), result);
    }
}
