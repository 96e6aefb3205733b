using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Emulator;

/// <summary>Calls the tools of an agent one by one, without a transfer.</summary>
public static class TransferAgentTestExtensions
{
    /// <summary>Calls a tool as a model would, with an <see cref="EmulatedTransferControl"/> of its own.</summary>
    /// <inheritdoc cref="CallToolAsync(ITransferAgent, string, TransferControl, IServiceProvider?, CancellationToken, ReadOnlySpan{ValueTuple{string, object?}})"/>
    public static Task<JsonElement> CallToolAsync(this ITransferAgent agent, string tool, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        agent.CallToolAsync(tool, new EmulatedTransferControl(), services: null, CancellationToken.None, arguments);

    /// <summary>Calls a tool as a model would.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="tool">The tool's name, as the model knows it: <c>list_open_invoices</c>.</param>
    /// <param name="control">What the tool may do to the transfer.</param>
    /// <param name="services">The services of the conversation. Default: none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="arguments">The arguments. They are written as JSON first, as a model's are.</param>
    /// <returns>What the model is told.</returns>
    /// <exception cref="ArgumentException">The agent has no such tool; the message names those it has.</exception>
    /// <exception cref="TransferToolException">The tool refused, or the arguments are wrong; the message is what the model is told.</exception>
    /// <remarks>Any other exception of the tool's is thrown as it is, instead of being hidden from the model.</remarks>
    public static Task<JsonElement> CallToolAsync(
        this ITransferAgent agent, string tool, TransferControl control, IServiceProvider? services, CancellationToken cancellationToken, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentException.ThrowIfNullOrEmpty(tool);
        ArgumentNullException.ThrowIfNull(control);
        return CallAsync(Find(agent.CreateTools(control), tool), ScriptedCall.ToolArgumentsOf(arguments), services, cancellationToken);
    }

    private static AIFunction Find(IReadOnlyList<AIFunction> tools, string name) =>
        tools.FirstOrDefault(tool => tool.Name == name)
        ?? throw new ArgumentException($"There is no tool '{name}'. The tools are: {string.Join(", ", tools.Select(tool => tool.Name))}.", nameof(name));

    private static async Task<JsonElement> CallAsync(AIFunction function, Dictionary<string, object?> arguments, IServiceProvider? services, CancellationToken cancellationToken)
    {
        // One that is not generated throws, and returns, whatever it likes.
        if (function is not TransferTool tool)
            return AsJson(await function.InvokeAsync(new AIFunctionArguments(arguments) { Services = services }, cancellationToken));

        var failures = new ToolFailures(services);
        var answer = new ArrayBufferWriter<byte>();
        var worked = await tool.InvokeUtf8Async(JsonSerializer.SerializeToUtf8Bytes(arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(Dictionary<string, object?>))), answer, failures, cancellationToken);
        if (failures.Exception is { } thrown)
            ExceptionDispatchInfo.Throw(thrown);
        var told = JsonElement.Parse(answer.WrittenSpan);
        return worked ? told : throw new TransferToolException(Explain(told));
    }

    private static JsonElement AsJson(object? result) => result switch
    {
        JsonElement json => json,
        null => JsonElement.Parse("null"),
        _ => JsonSerializer.SerializeToElement(result, AIJsonUtilities.DefaultOptions.GetTypeInfo(result.GetType())),
    };

    private static string Explain(JsonElement told) =>
        told.ValueKind == JsonValueKind.Object && !told.TryGetProperty("problems", out _) && told.TryGetProperty("message", out var message) ? message.ToString() : told.GetRawText();
}
