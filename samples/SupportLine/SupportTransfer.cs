using Microsoft.Extensions.AI;
using WarmTransfer;

namespace SupportLine;

/// <summary>The function that transfers a caller to the billing desk's real phone. It can be waited for, whatever becomes of the reply it belongs to.</summary>
internal sealed class SupportTransfer(AIFunction transfer, Timeline timeline) : DelegatingAIFunction(transfer)
{
    private Task _running = Task.CompletedTask;

    /// <summary>Gets what the last transfer failed with, in a sentence, such as a wrong setting; <see langword="null"/> when it ran to a result.</summary>
    public string? Failure { get; private set; }

    public static SupportTransfer Create(CallSession session, SampleOptions options, string trunk, Timeline timeline, Action<WarmTransferResult> completed)
    {
        var invoices = InvoiceStore.Load(DataFile("invoices.json"));
        invoices.Read = (account, open) => timeline.Consult("tool", $"list_open_invoices({account}) found {open}");
        var transfer = new WarmTransferOptions
        {
            CallTo = options.CallTo,
            SipTrunkId = trunk,
            GreetingAudio = options.LiveKit ? DataFile("greeting.wav") : null,
            Progress = new TransferReport(timeline),
        };
        return new SupportTransfer(new BillingDesk(invoices).AsCallerTool(session, transfer, new CallerToolOptions { Completed = completed }), timeline);
    }

    /// <summary>Waits for the transfer under way, if there is one.</summary>
    public async Task SettleAsync()
    {
        try
        {
            await _running;
        }
        catch (Exception)
        {
            // Told where it was started.
        }
    }

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var running = RunAsync(arguments, cancellationToken);
        _running = running;
        return new ValueTask<object?>(running);
    }

    private async Task<object?> RunAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        Failure = null;
        try
        {
            return await base.InvokeCoreAsync(arguments, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The model is told no more than that it failed; whoever runs the sample can mend it.
            timeline.Caller("transfer", exception.Message);
            Failure = $"The transfer failed: {exception.Message}";
            throw;
        }
    }

    private static string DataFile(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);
}
