using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>Starts a transfer from the caller's conversation and answers with what came of it.</summary>
internal sealed class CallerTransferTool(ITransferAgent agent, ICallerLeg caller, WarmTransferOptions? options, CallerToolOptions tool) : AIFunction
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{},"required":[]}""");
    private int _running;

    public override string Name => tool.Name;

    public override string Description => tool.Description;

    public override JsonElement JsonSchema => Schema;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
            return "A transfer is already under way. Wait for it to end.";

        try
        {
            var result = await caller.WarmTransferAsync(agent, options, cancellationToken);
            Tell(result);
            return result is WarmTransferResult.Connected
                ? result.Describe()
                : result.Describe() + " The caller is with you again: tell them, and offer what else you can do.";
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private void Tell(WarmTransferResult result)
    {
        using IDisposable? atWork = caller.TimeProvider.EnterApplication("the handler", nameof(CallerToolOptions.Completed));
        try
        {
            tool.Completed?.Invoke(result);
        }
        catch (Exception exception)
        {
            // The transfer is over; the model, and with it the caller, has to learn how, even when the handler throws.
            caller.LoggerFactory.CreateLogger<WarmTransferTask>().HandlerFailed(nameof(CallerToolOptions.Completed), exception);
        }
    }
}
