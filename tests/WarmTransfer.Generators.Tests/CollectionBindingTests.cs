using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>What a generated tool makes of sets, dictionaries and lists inside each other.</summary>
public sealed class CollectionBindingTests(CollectionBindingTests.Desk desk) : IClassFixture<CollectionBindingTests.Desk>
{
    public static TheoryData<string, string, string?> Rows() => new()
    {
        { "set", "[1,2,1,\"2\"]", "[1,2]" },
        { "set", "\"[1, 2]\"", "[1,2]" },
        { "set", "[]", "[]" },
        { "set", "[1,null]", null },
        { "set", "{}", null },
        { "set", "1", null },
        { "set", "null", null },
        { "maybe_set", "null", "null" },
        { "words", "[\"a\",null,\"A\",null]", "[\"a\",null,\"A\"]" },
        { "days", "[\"2030-12-31\"]", "[\"2030-12-31\"]" },
        { "map", "{\"a\":1,\"b\":\"2\"}", "{\"a\":1,\"b\":2}" },
        { "map", "\" {\\\"a\\\":1}\"", "{\"a\":1}" },
        { "map", "{}", "{}" },
        { "map", "{\"a\":1,\"a\":2}", "{\"a\":2}" },
        { "map", "{\"a\":1,\"A\":2,\"\":3}", "{\"a\":1,\"A\":2,\"\":3}" },
        { "map", "{\"a\":null}", null },
        { "map", "{\"\\ud83d\":1}", null },
        { "map", "[]", null },
        { "map", "\"{\"", null },
        { "map", "\"a\"", null },
        { "map", "null", null },
        { "maybe_map", "null", "null" },
        { "texts", "{\"a\":null,\"b\":5}", "{\"a\":null,\"b\":\"5\"}" },
        { "deep", "{\"a\":[[1],[]],\"b\":[]}", "{\"a\":[[1],[]],\"b\":[]}" },
        { "deep", "{\"a\":\"[[1]]\"}", "{\"a\":[[1]]}" },
        { "maps", "[{\"a\":\"0f8fad5bd9cb469fa16570867728950e\"}]", "[{\"a\":\"0f8fad5b-d9cb-469f-a165-70867728950e\"}]" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Argument_AsModelsSendIt_IsTakenOrRefused(string tool, string argument, string? answer)
        => ToolAnswer.AssertIsEachWayAsync(answer, desk.Loaded, tool, argument);

    public static TheoryData<string, object, string> DotNetRows() => new()
    {
        { "set", new HashSet<int> { 1, 2 }, "[1,2]" },
        { "set", new List<object> { 1, "2" }, "[1,2]" },
        { "map", new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }, "{\"a\":1}" },
        { "map", new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = "1" }, "{\"a\":1}" },
        { "map", "{\"a\":1}", "{\"a\":1}" },
    };

    [Theory]
    [MemberData(nameof(DotNetRows))]
    public async Task Argument_AsDotNetValue_IsTaken(string tool, object value, string answer)
        => ToolAnswer.AssertIs(answer, await desk.Loaded.CallAsync(tool, new AIFunctionArguments { ["value"] = value }));

    [Fact]
    public async Task Argument_WithProblemsDeepInside_NamesEachPlace()
        => Assert.Equal(
            [
                "value.a[0][1]: a whole number from -2147483648 to 2147483647; a string",
                "value.b: an array, each item an array, each item a whole number from -2147483648 to 2147483647; null",
            ],
            ToolAnswer.Problems(await desk.Loaded.CallBothAsync("deep", """{"value":{"a":[[1,"x"]],"b":null}}""")));

    [Fact]
    public void Schema_OfNestedCollections_SaysWhatIsInside()
        => Assert.Equal(
            """{"type":"object","properties":{"value":{"type":"object","additionalProperties":{"type":"array","items":{"type":"array","items":{"type":"integer"}}}}},"required":["value"]}""",
            desk.Loaded.Tool("deep").JsonSchema.GetRawText());

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using WarmTransfer;

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] private HashSet<int> Set(HashSet<int> value) => value;
                [TransferTool] private ISet<int>? MaybeSet(ISet<int>? value) => value;
                [TransferTool] private IReadOnlySet<string?> Words(IReadOnlySet<string?> value) => value;
                [TransferTool] private ISet<DateOnly> Days(ISet<DateOnly> value) => value;
                [TransferTool] private Dictionary<string, int> Map(Dictionary<string, int> value) => value;
                [TransferTool] private IDictionary<string, int>? MaybeMap(IDictionary<string, int>? value) => value;
                [TransferTool] private IReadOnlyDictionary<string, string?> Texts(IReadOnlyDictionary<string, string?> value) => value;
                [TransferTool] private Dictionary<string, int[][]> Deep(Dictionary<string, int[][]> value) => value;
                [TransferTool] private IReadOnlyList<Dictionary<string, Guid>> Maps(IReadOnlyList<Dictionary<string, Guid>> value) => value;
            }
            """);
    }
}
