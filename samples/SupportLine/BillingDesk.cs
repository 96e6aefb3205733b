using WarmTransfer;

namespace SupportLine;

/// <summary>The human the support line transfers billing questions to, and what the AI can look up for them meanwhile.</summary>
[TransferAgent(CallTo = "+15105550123", SipTrunkId = "ST_billing")]
public sealed partial class BillingDesk(InvoiceStore invoices)
{
    /// <summary>Lists the caller's open invoices.</summary>
    /// <param name="accountNumber">Account number, digits only.</param>
    [TransferTool]
    public Task<IReadOnlyList<Invoice>> ListOpenInvoicesAsync(string accountNumber, CancellationToken cancellationToken)
        => invoices.OpenAsync(accountNumber, cancellationToken);
}
