using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportLine;

/// <summary>The company's invoices, read from a small file.</summary>
public sealed partial class InvoiceStore(IReadOnlyList<Invoice> invoices)
{
    /// <summary>Gets or sets what is told when invoices were looked up: the account and how many are open.</summary>
    public Action<string, int>? Read { get; set; }

    public static InvoiceStore Load(string path)
    {
        using var file = File.OpenRead(path);
        var invoices = JsonSerializer.Deserialize(file, InvoiceJson.Default.InvoiceArray);
        return new InvoiceStore(invoices ?? throw new InvalidDataException($"{path} holds no invoices: a JSON array of invoices was expected."));
    }

    public Task<IReadOnlyList<Invoice>> OpenAsync(string account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<Invoice> open = [.. invoices.Where(invoice => invoice.Account == account && !invoice.Paid)];
        Read?.Invoke(account, open.Count);
        return Task.FromResult(open);
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Invoice[]))]
    private sealed partial class InvoiceJson : JsonSerializerContext;
}
