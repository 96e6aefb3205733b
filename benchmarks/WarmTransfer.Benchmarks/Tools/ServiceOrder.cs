namespace WarmTransfer.Benchmarks.Tools;

internal enum OrderPriority
{
    Low,
    Normal,
    High,
}

internal sealed record OrderAddress(string Street, string City, string PostalCode, string Country);

internal sealed record OrderContact(string Name, string Phone, string? Email, OrderAddress Address, bool IsPreferred);

internal sealed record OrderLine(string Sku, string Description, int Quantity, decimal UnitPrice, decimal? Discount, string[] Tags);

/// <summary>A large argument: 30 members on three levels, with arrays of objects, texts and numbers.</summary>
internal sealed record ServiceOrder(
    Guid Id,
    string Number,
    DateTimeOffset CreatedAt,
    DateOnly? DueDate,
    OrderPriority Priority,
    bool IsExpress,
    int Revision,
    double Score,
    string Channel,
    string? Note,
    OrderContact Contact,
    OrderLine[] Lines,
    int[] Slots,
    string Currency,
    decimal Total)
{
    /// <summary>One, as a model writes it.</summary>
    public const string Json = """
        {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","number":"SO-2030-000451","createdAt":"2030-12-31T17:30:00+01:00","dueDate":"2031-01-15","priority":"High","isExpress":true,"revision":3,"score":0.875,"channel":"phone","note":null,
        "contact":{"name":"Ann Example","phone":"+15105550123","email":"ann@example.com","address":{"street":"1 Main Street","city":"Oakland","postalCode":"94601","country":"US"},"isPreferred":true},
        "lines":[
        {"sku":"RTR-100","description":"Router with two antennas","quantity":1,"unitPrice":129.90,"discount":null,"tags":["hardware","network"]},
        {"sku":"CBL-005","description":"Cable, five metres","quantity":4,"unitPrice":4.5,"discount":0.5,"tags":["hardware"]},
        {"sku":"SRV-INST","description":"Installation at home","quantity":1,"unitPrice":80,"discount":10,"tags":[]}],
        "slots":[8,9,10,14,15,16],"currency":"USD","total":215.90}
        """;
}
