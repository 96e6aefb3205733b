using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>What a generated tool makes of objects: records, classes and structs, nested and inside themselves.</summary>
public sealed class ObjectBindingTests(ObjectBindingTests.Desk desk) : IClassFixture<ObjectBindingTests.Desk>
{
    private const string Line = """{"product":"tea","amount":1.5,"note":null}""";

    public static TheoryData<string, string, string?> Rows() => new()
    {
        // By constructor.
        { "line", """{"product":"tea","amount":"1.5"}""", Line },
        { "line", """{"Product":"tea","AMOUNT":1.5,"extra":true}""", Line },
        { "line", """{"product":"tea"}""", """{"product":"tea","amount":1,"note":null}""" },
        { "line", """ "{\"product\":\"tea\",\"amount\":1.5}" """, Line },
        { "line", """{"product":null}""", null },
        { "line", """{"product":"tea","amount":null}""", null },
        { "line", "{}", null },
        { "line", "[]", null },
        { "line", "null", null },
        { "line", "\"tea\"", null },
        { "line", "\"{\"", null },
        { "line", """{"\ud83d":1,"product":"tea","amount":1.5}""", Line },
        { "line", """{"pro\u0064uct":"tea","amount":1.5}""", Line },
        { "maybe_line", "null", "null" },
        { "maybe_line", """{"product":"tea","amount":1.5}""", Line },

        // Nested.
        { "order", """{"id":"a","lines":[{"product":"tea","amount":1.5}],"state":"paid-up"}""", $$$"""{"id":"a","lines":[{{{Line}}}],"state":"paid-up","extra":{}}""" },
        { "order", """{"id":"a","lines":"[{\"product\":\"tea\",\"amount\":1.5}]","state":1,"extra":{"x":{"product":"tea","amount":1.5}}}""", $$$"""{"id":"a","lines":[{{{Line}}}],"state":"paid-up","extra":{"x":{{{Line}}}}}""" },
        { "order", """{"id":"a","lines":[null],"state":"Paid"}""", null },

        // By properties: what is not sent keeps what the type gives it.
        { "person", """{"name":"Ann"}""", """{"name":"Ann","born":null,"nick":"none","score":7,"boss":null}""" },
        { "person", """{"name":"Ann","birth":"2000-01-31","nick":"A","score":8}""", """{"name":"Ann","born":null,"nick":"A","score":8,"boss":null}""" },
        { "person", """{"name":"Ann","born":"2000-01-31","score":8,"secret":"x","age":5}""", """{"name":"Ann","born":"2000-01-31","nick":"none","score":8,"boss":null}""" },
        { "person", """{"name":"Ann","nick":null}""", null },
        { "person", """{"nick":"A"}""", null },
        { "person", """{"name":"Ann","boss":{"name":"Bob","boss":{"name":"Cy"}}}""", """{"name":"Ann","born":null,"nick":"none","score":7,"boss":{"name":"Bob","born":null,"nick":"none","score":7,"boss":{"name":"Cy","born":null,"nick":"none","score":7,"boss":null}}}""" },
        { "person", """{"name":"Ann","boss":{"name":"Bob","boss":{}}}""", null },

        // Structs.
        { "point", """{"x":1,"y":2}""", """{"x":1,"y":2}""" },
        { "point", """{"x":1}""", null },
        { "maybe_point", "null", "null" },
        { "size", """{"height":2}""", """{"width":0,"height":2}""" },
        { "size", "{}", """{"width":0,"height":0}""" },
        { "tree", """{"value":1,"children":[{"value":2,"children":[]}]}""", """{"value":1,"children":[{"value":2,"children":[]}]}""" },
        { "page", """{"items":[1,2],"next":null}""", """{"items":[1,2],"next":null}""" },
        { "derived", """{"id":1,"name":"x"}""", """{"id":1,"name":"x"}""" },
        { "picked", """{"number":5}""", """{"number":5,"text":"picked"}""" },
        { "full", """{"number":5,"text":"x"}""", """{"number":5,"text":"x","kind":"set"}""" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Argument_AsModelsSendIt_IsTakenOrRefused(string tool, string argument, string? answer)
        => ToolAnswer.AssertIsEachWayAsync(answer, desk.Loaded, tool, argument);

    [Fact]
    public async Task Property_WithADefaultValue_HasItWhenItIsLeftOut()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using System.ComponentModel;
            using WarmTransfer;

            public enum State { Open, Paid }

            public sealed record Order([property: DefaultValue(3)] int Count, [DefaultValue("tea")] string Product)
            {
                [DefaultValue(State.Paid)] public State State { get; init; }
                [DefaultValue(typeof(decimal), "1.5")] public decimal Price { get; set; }
                [DefaultValue(null)] public string Note { get; init; } = "none";
                [DefaultValue(7)] public required int Copies { get; init; }
                public int Pages { get; init; } = 9;
            }

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] private Order Take(Order value) => value;
            }
            """);

        ToolAnswer.AssertIs(
            """{"count":3,"product":"tea","state":"Paid","price":1.5,"note":null,"copies":1,"pages":9}""",
            await loaded.CallBothAsync("take", """{"value":{"copies":1}}"""));
        ToolAnswer.AssertIs(
            """{"count":1,"product":"ale","state":"Open","price":2,"note":"x","copies":2,"pages":4}""",
            await loaded.CallBothAsync("take", """{"value":{"count":1,"product":"ale","state":"open","price":2,"note":"x","copies":2,"pages":4}}"""));
        Assert.Equal(["value.copies: a whole number from -2147483648 to 2147483647; nothing"], ToolAnswer.Problems(await loaded.CallBothAsync("take", """{"value":{}}""")));
        Assert.Equal(
            """{"type":"object","properties":{"count":{"type":"integer","default":3},"product":{"type":"string","default":"tea"},"state":{"type":"string","enum":["Open","Paid"],"default":"Paid"},"price":{"type":"number","default":1.5},"note":{"type":["string","null"],"default":null},"copies":{"type":"integer"},"pages":{"type":"integer"}},"required":["copies"]}""",
            loaded.Tool("take").JsonSchema.GetProperty("properties").GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task Argument_WithProblemsDeepInside_NamesEachPlace()
        => Assert.Equal(
            [
                "value.id: a string; nothing",
                "value.lines[1].product: a string; nothing",
                "value.lines[1].amount: a number; a string",
                "value.lines[2]: an object; a number",
                "value.state: one of: Open, paid-up; a string",
                "value.extra.x.product: a string; null",
            ],
            ToolAnswer.Problems(await desk.Loaded.CallBothAsync("order", """{"value":{"lines":[{"product":"tea"},{"amount":"x"},5],"state":"lost","extra":{"x":{"product":null}}}}""")));

    public static TheoryData<string, object, string> DotNetRows() => new()
    {
        { "line", new Dictionary<string, object?>(StringComparer.Ordinal) { ["product"] = "tea", ["Amount"] = 1.5m }, Line },
        { "line", JsonNode.Parse("""{"product":"tea","amount":1.5}""")!, Line },
        { "line", JsonDocument.Parse("""{"product":"tea","amount":1.5}"""), Line },
        { "line", """{"product":"tea","amount":1.5}""", Line },
    };

    [Theory]
    [MemberData(nameof(DotNetRows))]
    public async Task Argument_AsDotNetValue_IsTaken(string tool, object value, string answer)
        => ToolAnswer.AssertIs(answer, await desk.Loaded.CallAsync(tool, new AIFunctionArguments { ["value"] = value }));

    [Fact]
    public void Schema_OfNestedObjects_DescribesTheirMembersInPlace()
        => Assert.Equal(
            """{"type":"object","properties":{"value":{"type":"object","properties":{"id":{"description":"The number on the paper.","type":"string"},"lines":{"type":"array","items":{"type":"object","properties":{"product":{"description":"What was bought.","type":"string"},"amount":{"description":"In euros.","type":"number","default":1},"note":{"type":["string","null"],"default":null}},"required":["product"]}},"state":{"type":"string","enum":["Open","paid-up"]},"extra":{"type":"object","additionalProperties":{"type":"object","properties":{"product":{"description":"What was bought.","type":"string"},"amount":{"description":"In euros.","type":"number","default":1},"note":{"type":["string","null"],"default":null}},"required":["product"]}}},"required":["id","lines","state"]}},"required":["value"]}""",
            desk.Loaded.Tool("order").JsonSchema.GetRawText());

    [Fact]
    public void Schema_OfAnObjectInsideItself_RefersToItsDefinition()
        => Assert.Equal(
            """{"type":"object","properties":{"value":{"$ref":"#/$defs/Tree"}},"required":["value"],"$defs":{"Tree":{"type":"object","properties":{"value":{"type":"integer"},"children":{"type":"array","items":{"$ref":"#/$defs/Tree"}}},"required":["value","children"]}}}""",
            desk.Loaded.Tool("tree").JsonSchema.GetRawText());

    [Fact]
    public void ReturnSchema_OfAnObjectInsideItself_RefersToItsDefinition()
        => Assert.Equal(
            """{"$ref":"#/$defs/Tree","$defs":{"Tree":{"type":"object","properties":{"value":{"type":"integer"},"children":{"type":"array","items":{"$ref":"#/$defs/Tree"}}}}}}""",
            desk.Loaded.Tool("tree").ReturnJsonSchema!.Value.GetRawText());

    [Theory]
    [InlineData("public abstract class Value { public int A { get; set; } }")]
    [InlineData("public class Value { private Value() { } public int A { get; set; } }")]
    [InlineData("public class Value { public Value(int a) { } public Value(string a) { } public int A { get; set; } }")]
    [InlineData("public class Value { public int A { get; } }")]
    [InlineData("public class Value { public System.IO.Stream A { get; set; } = null!; }")]
    [InlineData("public class Value { public required int A; public int B { get; set; } }")]
    [InlineData("public class Value { [System.Text.Json.Serialization.JsonIgnore] public required int A { get; set; } public int B { get; set; } }")]
    [InlineData("public class Value(in int a) { public int A => a; }")]
    [InlineData("public record Value(int Id, int ID);")]
    [InlineData("public record Value([property: System.Text.Json.Serialization.JsonIgnore] int A, int B);")]
    [InlineData("public class Value : List<int> { public int A { get; set; } }")]
    [InlineData("public record Value(Action A);")]
    public void Parameter_OfAnObjectThatCannotBeRead_IsAProblem(string declaration)
    {
        var compilation = GeneratorHarness.Compile($"using WarmTransfer;\n{declaration}\n[TransferAgent] public partial class Desk {{ [TransferTool] public void M(Value value) {{ }} }}");

        AgentParseResult parsed = AgentParser.Parse(compilation.GetTypeByMetadataName("Desk")!, KnownSymbols.Of(compilation), CancellationToken.None);

        Assert.Equal([ToolProblemKind.UnsupportedParameterType], parsed.Tools.Single().Problems.Select(problem => problem.Kind));
    }

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using System.ComponentModel;
            using System.Diagnostics.CodeAnalysis;
            using System.Text.Json.Serialization;
            using WarmTransfer;

            /// <param name="Product">What was bought.</param>
            public sealed record Line(string Product, [Description("In euros.")] decimal Amount = 1m, string? Note = null);

            public enum State { Open, [JsonStringEnumMemberName("paid-up")] Paid }

            public sealed class Order
            {
                /// <summary>The number on the paper.</summary>
                public required string Id { get; init; }
                public required IReadOnlyList<Line> Lines { get; init; }
                public required State State { get; init; }
                public Dictionary<string, Line> Extra { get; set; } = [];
                public int Count => Lines.Count;
            }

            public sealed record Person
            {
                public required string Name { get; set; }
                [JsonPropertyName("born")] public DateOnly? BirthDate { get; init; }
                public string Nick { get; init; } = "none";
                public int Score { get; set; } = 7;
                public Person? Boss { get; init; }
                [JsonIgnore] public string? Secret { get; set; }
                [JsonIgnore] public int Age { get; }
            }

            public readonly record struct Point(int X, int Y);
            public struct Size { public int Width { get; set; } public int Height { get; init; } }
            public sealed record Tree(int Value, Tree[] Children);
            public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
            public class Base { public int Id { get; init; } public virtual string? Name { get; set; } }
            public sealed class Derived : Base { public override string? Name { get; set; } = "none"; }

            public sealed class Picked
            {
                public Picked() => Text = "empty";
                [JsonConstructor] public Picked(int number) => (Number, Text) = (number, "picked");
                public int Number { get; }
                public string Text { get; }
            }

            public sealed class Full
            {
                [SetsRequiredMembers] public Full(int number) => (Number, Kind) = (number, "set");
                public required int Number { get; init; }
                [JsonRequired] public string Text { get; set; } = "";
                [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public required string Kind { get; init; }
            }

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] private Line Line(Line value) => value;
                [TransferTool] private Line? MaybeLine(Line? value) => value;
                [TransferTool] private OrderAnswer Order(Order value) => new(value.Id, value.Lines, value.State, value.Extra);
                [TransferTool] private Person Person(Person value) => value;
                [TransferTool] private Point Point(Point value) => value;
                [TransferTool] private Point? MaybePoint(Point? value) => value;
                [TransferTool] private Size Size(Size value = default) => value;
                [TransferTool] private Tree Tree(Tree value) => value;
                [TransferTool] private Page<int> Page(Page<int> value) => value;
                [TransferTool] private Derived Derived(Derived value) => value;
                [TransferTool] private Picked Picked(Picked value) => value;
                [TransferTool] private Full Full(Full value) => value;
            }

            public sealed record OrderAnswer(string Id, IReadOnlyList<Line> Lines, State State, Dictionary<string, Line> Extra);
            """);
    }
}
