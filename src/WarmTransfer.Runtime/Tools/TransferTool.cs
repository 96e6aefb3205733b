using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>A function the AI may call while it speaks with the human. The source generator derives one class per <see cref="TransferToolAttribute"/> method.</summary>
/// <remarks>
/// A call never throws into the conversation, where the usual loop would tell the model only that something failed.
/// It answers instead: wrong arguments with every problem at once, a <see cref="TransferToolException"/> with its message,
/// any other exception with a neutral sentence, while the exception goes in full to the log
/// (category <c>WarmTransfer.TransferTool</c>, when <see cref="AIFunctionArguments.Services"/> has logging).
/// Only the cancellation that the caller asked for is thrown.
/// </remarks>
public abstract class TransferTool : AIFunction
{
    /// <summary>Reads the arguments, makes the call, and returns what the model is told.</summary>
    /// <param name="arguments">What the model sent, and the services of the conversation.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected abstract ValueTask<object?> CallAsync(AIFunctionArguments arguments, CancellationToken cancellationToken);

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

    private static bool IsAskedFor(Exception exception, CancellationToken cancellationToken)
        => exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private object Answer(Exception exception, AIFunctionArguments arguments)
    {
        if (exception is TransferToolException refusal)
            return ToolFailure.Refused(refusal.Message);

        ToolLog.Failed(arguments.Services, Name, exception);
        return ToolFailure.Internal();
    }
}
