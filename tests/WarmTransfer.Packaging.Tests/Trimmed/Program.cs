using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using WarmTransfer;

// Calls tools through both entries and prints what came of it, for TrimmingTests to compare.
CallDesk desk = new();
Control control = new();
IReadOnlyList<AIFunction> tools = desk.CreateTools(control);
Console.WriteLine(string.Join(' ', tools.Select(tool => tool.Name)));
Console.WriteLine($"{tools[1].JsonSchema} -> {tools[1].ReturnJsonSchema}");

await CallAsync("book", """{"visit":{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","day":"2030-12-31","kind":"by-phone","length":"PT1H30M","guests":["Ann",7]},"reminders":["00:10:00","P1D"],"prices":{"basic":9.5,"extra":"1"}}""");
await CallAsync("book", """{"visit":{"id":"x","kind":"never","guests":[null],"title":"far too long"},"reminders":[5],"prices":[]}""");
await CallAsync("find", """{"ids":["0f8fad5bd9cb469fa16570867728950e"],"kinds":["Visit"]}""");
await CallAsync("fail", "{}");
await CallAsync("decline_transfer", """{"reason":"busy"}""");

async Task CallAsync(string name, string json)
{
    AIFunction tool = tools.Single(candidate => candidate.Name == name);
    AIFunctionArguments arguments = [];
    using (JsonDocument document = JsonDocument.Parse(json))
    {
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
            arguments[property.Name] = property.Value.Clone();
    }

    Console.WriteLine($"{name}: {await tool.InvokeAsync(arguments)}");

    ArrayBufferWriter<byte> result = new();
    bool succeeded = await ((TransferTool)tool).InvokeUtf8Async(Encoding.UTF8.GetBytes(json), result);
    Console.WriteLine($"{name} as UTF-8: {succeeded} {Encoding.UTF8.GetString(result.WrittenSpan)}");
}

/// <summary>How a customer is met.</summary>
public enum VisitKind
{
    /// <summary>In person.</summary>
    Visit,

    /// <summary>On the phone.</summary>
    [JsonStringEnumMemberName("by-phone")]
    Phone,
}

/// <summary>What is on the customer's mind.</summary>
[Flags]
public enum Topics
{
    /// <summary>Money.</summary>
    Bill = 1,

    /// <summary>Things.</summary>
    Order = 2,
}

/// <summary>A visit of a customer.</summary>
public sealed record Visit(Guid Id, DateOnly Day, VisitKind Kind, TimeSpan Length, string[] Guests, [property: StringLength(9, MinimumLength = 2)] string? Title = null)
{
    /// <summary>Gets what it is about.</summary>
    public Topics Topics { get; init; } = Topics.Bill | Topics.Order;
}

/// <summary>A desk whose tools take one of everything that reflection would have to look into.</summary>
[TransferAgent(CallTo = "+15105550123", SipTrunkId = "ST_trimmed")]
public sealed partial class CallDesk
{
    /// <summary>Books a visit.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="reminders">How long before it the customer is reminded.</param>
    /// <param name="prices">Prices by name.</param>
    /// <returns>The visit, a day later.</returns>
    [TransferTool]
    public Visit Book(Visit visit, TimeSpan[] reminders, IReadOnlyDictionary<string, decimal> prices)
        => visit with { Day = visit.Day.AddDays(1), Length = visit.Length + reminders[0], Guests = [.. visit.Guests, .. prices.Keys] };

    /// <summary>Finds visits.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="kinds">Their kinds.</param>
    /// <param name="name">Whose.</param>
    [TransferTool]
    public async Task<Dictionary<string, VisitKind?>> FindAsync(IReadOnlySet<Guid> ids, List<VisitKind> kinds, [StringLength(5)] string? name = null)
    {
        await Task.Yield();
        return new() { [ids.Single().ToString("D") + name] = kinds[0], ["none"] = null };
    }

    /// <summary>Fails.</summary>
    [TransferTool]
    private static void Fail() => throw new TransferToolException("No visits today.");
}

/// <summary>Says what was asked of the transfer.</summary>
public sealed class Control : TransferControl
{
    /// <inheritdoc/>
    public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default) => Task.FromResult("connected");

    /// <inheritdoc/>
    public override string Decline(string reason) => "declined: " + reason;

    /// <inheritdoc/>
    public override string VoicemailDetected() => "hung up";
}
