using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>Calls the tools of one round at the same time. Every call is answered, whatever becomes of it.</summary>
internal sealed class ToolCaller(CallSessionOptions options, ObserverList<CallSessionEvent> observers, ILogger logger)
{
    private const string Cancelled = "The call was cancelled. Whether it took effect is not known.";
    private const string Failed = "The tool failed. Whether it took effect is not known.";
    private const string NotApproved = "The call needs an approval, which was not given. It was not made.";
    private const string BadArguments = "The arguments could not be read. Send a JSON object that matches the tool's schema.";

    /// <param name="calls">The calls of one round.</param>
    /// <param name="tools">The tools there are.</param>
    /// <param name="abandoned">Stops waiting; tools that have not returned are answered as cancelled.</param>
    /// <param name="cancelled">Passed to the tools.</param>
    /// <returns>One result for each call, in the order of the calls.</returns>
    public async Task<List<AIContent>> CallAsync(
        IReadOnlyList<FunctionCallContent> calls, IReadOnlyList<AITool> tools, CancellationToken abandoned, CancellationToken cancelled)
    {
        Task<object>[] running = [.. calls.Select(call => CallAsync(call, tools, abandoned, cancelled))];
        try
        {
            await Task.WhenAll(running).WaitAsync(abandoned);
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // The results there are count; the rest is answered below.
        }

        return [.. calls.Select((call, i) => Result(call, running[i].IsCompletedSuccessfully ? running[i].Result : Cancelled))];
    }

    private static FunctionResultContent Result(FunctionCallContent call, object result) => new(call.CallId, result);

    private async Task<object> CallAsync(
        FunctionCallContent call, IReadOnlyList<AITool> tools, CancellationToken abandoned, CancellationToken cancellationToken)
    {
        var succeeded = false;
        try
        {
            if (call.Exception is not null)
                return BadArguments;

            if (Find(call.Name, tools) is not { } tool)
                return Unknown(call.Name, tools);

            if (tool.GetService(typeof(ApprovalRequiredAIFunction)) is not null && !await IsApprovedAsync(call, abandoned, cancellationToken))
                return NotApproved;

            ToolCall notes = new(logger);
            AIFunctionArguments arguments = new(call.Arguments) { Services = options.Services };
            notes.AttachTo(arguments);
            using IDisposable? atWork = options.TimeProvider.EnterApplication("the tool", call.Name, abandoned);
            var result = await tool.InvokeAsync(arguments, cancellationToken);
            succeeded = !notes.HasFailed;
            return result ?? "Done.";
        }
        catch (TransferToolException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Cancelled;
        }
        catch (Exception exception)
        {
            logger.ToolFailed(call.Name, exception);
            return Failed;
        }
        finally
        {
            observers.Raise(new CallSessionEvent.ToolCalled(call.Name, succeeded));
        }
    }

    // Somebody has to say yes: without anybody to ask, or with one who fails, the answer is no.
    private async Task<bool> IsApprovedAsync(FunctionCallContent call, CancellationToken abandoned, CancellationToken cancellationToken)
    {
        if (options.ApproveToolCall is not { } approve)
            return false;

        try
        {
            using var atWork = options.TimeProvider.EnterApplication("the approval of the tool", call.Name, abandoned);
            return await approve(call, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.ApprovalFailed(call.Name, exception);
            return false;
        }
    }

    private string Unknown(string name, IReadOnlyList<AITool> tools)
    {
        logger.UnknownTool(name);
        return $"There is no tool '{name}'. The tools are: {string.Join(", ", tools.Select(tool => tool.Name))}.";
    }

    private static AIFunction? Find(string name, IReadOnlyList<AITool> tools) =>
        tools.OfType<AIFunction>().FirstOrDefault(tool => tool.Name == name);
}
