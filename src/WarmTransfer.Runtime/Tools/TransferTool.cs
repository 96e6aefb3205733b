using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using WarmTransfer.SourceGeneration;

namespace WarmTransfer;

/// <summary>A function the AI may call while it speaks with the human. The source generator derives one class per <see cref="TransferToolAttribute"/> method.</summary>
/// <remarks>
/// A call never throws into the conversation, where the usual loop would tell the model only that something failed.
/// It answers instead: wrong arguments with every problem at once, a <see cref="TransferToolException"/> with its message,
/// any other exception with a neutral sentence, while the exception goes in full to the log
/// (category <c>WarmTransfer.TransferTool</c>, when <see cref="AIFunctionArguments.Services"/> has logging; else the session's log).
/// Only the cancellation that the caller asked for is thrown.
/// </remarks>
public abstract class TransferTool : AIFunction
{
    /// <summary>Calls the tool with the arguments as the model wrote them: JSON in, JSON out, without a dictionary in between.</summary>
    /// <remarks>Takes and refuses the same arguments as <see cref="AIFunction.InvokeAsync"/>. Realtime models hand over arguments in this form.</remarks>
    /// <param name="arguments">One JSON object in UTF-8; nothing at all, or <c>null</c>, for a tool without parameters. Read before the call returns, and not kept.</param>
    /// <param name="result">Gets one JSON value, whole, once the call has ended: what the tool returned, or what went wrong.</param>
    /// <param name="services">The services of the conversation.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether the tool did what was asked; false when the result says what went wrong.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> asked for it.</exception>
    public ValueTask<bool> InvokeUtf8Async(ReadOnlyMemory<byte> arguments, IBufferWriter<byte> result, IServiceProvider? services = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            ValueTask<bool> call = CallUtf8Async(arguments.Span, result, services, cancellationToken);
            return call.IsCompletedSuccessfully ? call : AnswerUtf8Async(call, result, services, cancellationToken);
        }
        catch (Exception exception) when (!IsAskedFor(exception, cancellationToken))
        {
            return new(Answer(exception, result, services));
        }
    }

    /// <summary>Reads the arguments, makes the call, and returns what the model is told.</summary>
    /// <param name="arguments">What the model sent, and the services of the conversation.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected abstract ValueTask<object?> CallAsync(AIFunctionArguments arguments, CancellationToken cancellationToken);

    /// <summary>Reads the arguments, makes the call, and writes what the model is told.</summary>
    /// <remarks>Unless it is overridden, for a tool that asks for the dictionary itself, the arguments go through one.</remarks>
    /// <param name="arguments">What the model sent.</param>
    /// <param name="result">Gets one JSON value, or nothing when the call throws.</param>
    /// <param name="services">The services of the conversation.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether the tool was called.</returns>
    protected virtual ValueTask<bool> CallUtf8Async(ReadOnlySpan<byte> arguments, IBufferWriter<byte> result, IServiceProvider? services, CancellationToken cancellationToken)
    {
        ToolArgumentReader reader = new(arguments);
        return reader.HasProblems ? reader.Refuse(this, result) : CallWithDictionaryAsync(reader.ToDictionary(services), result, cancellationToken);
    }

    /// <inheritdoc />
    protected sealed override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            ValueTask<object?> call = CallAsync(arguments, cancellationToken);

            // Most tools end at once: no state machine for them.
            return call.IsCompletedSuccessfully ? call : AnswerAsync(call, arguments, cancellationToken);
        }
        catch (Exception exception) when (!IsAskedFor(exception, cancellationToken))
        {
            return new(Answer(exception, arguments));
        }
    }

    private static bool IsAskedFor(Exception exception, CancellationToken cancellationToken)
        => exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private async ValueTask<object?> AnswerAsync(ValueTask<object?> call, AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await call;
        }
        catch (Exception exception) when (!IsAskedFor(exception, cancellationToken))
        {
            return Answer(exception, arguments);
        }
    }

    private async ValueTask<bool> AnswerUtf8Async(ValueTask<bool> call, IBufferWriter<byte> result, IServiceProvider? services, CancellationToken cancellationToken)
    {
        try
        {
            return await call;
        }
        catch (Exception exception) when (!IsAskedFor(exception, cancellationToken))
        {
            return Answer(exception, result, services);
        }
    }

    private async ValueTask<bool> CallWithDictionaryAsync(AIFunctionArguments arguments, IBufferWriter<byte> result, CancellationToken cancellationToken)
    {
        ToolCall call = new(logger: null);
        call.AttachTo(arguments);
        await ToolResults.WriteAsIs(await CallAsync(arguments, cancellationToken), result);
        return !call.HasFailed;
    }

    private object Answer(Exception exception, AIFunctionArguments arguments)
    {
        ToolCall? call = ToolCall.Of(arguments);
        call?.Fail();
        return Explain(exception, arguments.Services, call);
    }

    private bool Answer(Exception exception, IBufferWriter<byte> result, IServiceProvider? services)
    {
        JsonResult.Copy(Explain(exception, services, call: null), result);
        return false;
    }

    private JsonElement Explain(Exception exception, IServiceProvider? services, ToolCall? call)
    {
        if (exception is TransferToolException refusal)
            return ToolFailure.Refused(refusal.Message);

        // The model is not told what went wrong, so it has to be somewhere.
        ILogger? logger = services?.GetService(typeof(ILoggerFactory)) is ILoggerFactory logging ? logging.CreateLogger<TransferTool>() : call?.Logger;
        logger?.ToolFailed(Name, exception);
        return ToolFailure.Internal();
    }
}
