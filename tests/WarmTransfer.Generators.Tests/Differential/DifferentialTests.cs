using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests.Differential;

/// <summary>The same methods as generated tools and as functions of AIFunctionFactory: what differs is listed, with its reason.</summary>
public sealed class DifferentialTests(DifferentialTests.Desk desk) : IClassFixture<DifferentialTests.Desk>
{
    private const string Refused = "refused";

    private static readonly Dictionary<string, DifferentialCase> Cases = DifferentialTable.Cases.ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Outcome_OfOneCase_IsAsTheFactorysOrListed(string name)
    {
        DifferentialCase row = Cases[name];
        var ours = await OutcomeAsync(row, desk.Loaded.Tool(row.Tool));
        var theirs = await OutcomeAsync(row, desk.Factory(row.Tool));
        var listed = Deviations.Of(name);

        if (ours == theirs)
            Assert.True(listed is null, $"No deviation any more; take it from Deviations.txt: {listed}");
        else
            Assert.True(listed == Deviations.Line(name, ours, theirs), $"Deviates otherwise than listed.\n  listed: {listed ?? "(not at all)"}\n  found:  {Deviations.Line(name, ours, theirs)}");
    }

    public static TheoryData<string> Bindings() => [.. Cases.Values.Where(row => row.Aspect == DifferentialAspect.Binding).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Binding_FromRawJson_IsAsFromTheDictionary(string name)
    {
        DifferentialCase row = Cases[name];

        (var succeeded, var json) = await desk.Loaded.CallUtf8Async(row.Tool, row.Json is null ? "{}" : $$"""{"value":{{row.Json}}}""");

        Assert.Equal(await OutcomeAsync(row, desk.Loaded.Tool(row.Tool)), succeeded ? Text(JsonElement.Parse(json)) : Refused);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Binding_ByTheSlowerReading_IsAsByTheExactOne(string name)
    {
        DifferentialCase row = Cases[name];
        var arguments = row.Json is null ? "{}" : $$"""{"value":{{row.Json}}}""";

        Assert.Equal((await desk.Loaded.CallAsync(row.Tool, arguments))?.ToString(), (await desk.Loaded.CallSlowlyAsync(row.Tool, arguments))?.ToString());
    }

    [Fact]
    public void Deviations_AllNameACase() => Assert.Empty(Deviations.Names.Except(Cases.Keys, StringComparer.Ordinal));

    [Fact]
    public void Cases_AreMany() => Assert.True(Cases.Count >= 300, $"There are only {Cases.Count}.");

    private static async Task<string> OutcomeAsync(DifferentialCase row, AIFunction function)
    {
        if (row.Aspect == DifferentialAspect.Schema)
            return Sorted(function.JsonSchema.GetProperty("properties").GetProperty("value")) + (IsRequired(function.JsonSchema) ? " required" : "");

        AIFunctionArguments arguments = [];
        if (row.Json is not null)
            arguments["value"] = JsonElement.Parse(row.Json);
        try
        {
            var result = await function.InvokeAsync(arguments);
            if (row.Aspect == DifferentialAspect.Result)
                return AsJson(result);
            return result is JsonElement { ValueKind: JsonValueKind.Object } ? Refused : Text(result);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return row.Aspect == DifferentialAspect.Result ? "throws " + exception.GetType().Name : Refused;
        }
    }

    private static bool IsRequired(JsonElement schema)
        => schema.TryGetProperty("required", out JsonElement required) && required.EnumerateArray().Any(name => name.ValueEquals("value"));

    private static string Text(object? result) => result is JsonElement json ? json.GetString()! : (string)result!;

    private static string AsJson(object? result) => result switch
    {
        null => "(null)",
        string text => Quoted(text),
        JsonElement json => Sorted(json),
        _ => throw new InvalidOperationException($"A result of {result.GetType()} is not compared."),
    };

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    // Neither the order of keywords and properties means anything, nor how a character is escaped.
    private static string Sorted(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", json.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).Select(property => $"\"{property.Name}\":{Sorted(property.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",", json.EnumerateArray().Select(Sorted)) + "]",
        JsonValueKind.String => Quoted(json.GetString()!),
        _ => json.GetRawText(),
    };

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create(DifferentialTable.Source);

        internal AIFunction Factory(string tool) => AIFunctionFactory.Create(Loaded.Agent.GetType().GetMethod(DifferentialTable.Method(tool))!, Loaded.Agent, tool);
    }
}
