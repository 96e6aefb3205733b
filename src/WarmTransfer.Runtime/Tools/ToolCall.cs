using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What a session and a tool it calls tell each other beside the arguments and the answer.</summary>
/// <remarks>
/// Carried in <see cref="AIFunctionArguments.Context"/>, which functions wrapped around a tool hand on: the answer itself must stay
/// the JSON the model reads, and a tool's own result may look just like a failure.
/// </remarks>
/// <param name="logger">Where a failure is logged when the conversation's services have no logging.</param>
internal sealed class ToolCall(ILogger? logger)
{
    /// <summary>Gets where a failure is logged when the conversation's services have no logging.</summary>
    public ILogger? Logger { get; } = logger;

    /// <summary>Gets whether the answer says what went wrong, instead of what the tool returned.</summary>
    public bool HasFailed { get; private set; }

    public static ToolCall? Of(AIFunctionArguments? arguments)
        => arguments?.Context is { } context && context.TryGetValue(typeof(ToolCall), out var call) ? call as ToolCall : null;

    public void AttachTo(AIFunctionArguments arguments) => (arguments.Context ??= new Dictionary<object, object?>())[typeof(ToolCall)] = this;

    public void Fail() => HasFailed = true;
}
