using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>Tools with a closed schema, for providers that guarantee one.</summary>
public sealed class StrictTests(StrictTests.Desk desk) : IClassFixture<StrictTests.Desk>
{
    [Fact]
    public void Schema_OfAStrictTool_IsClosedAndRequiresEverything()
        => Assert.Equal(
            """{"type":"object","properties":{"line":{"type":"object","properties":{"product":{"type":"string"},"count":{"description":"Default: 1.","type":"integer"}},"required":["product","count"],"additionalProperties":false},"note":{"description":"Perhaps.","type":["string","null"]},"user":{"description":"Must be a string that is none of: root.","type":"string"},"copies":{"description":"Default: 2.","type":"integer"}},"required":["line","note","user","copies"],"additionalProperties":false}""",
            desk.Loaded.Tool("send").JsonSchema.GetRawText());

    [Fact]
    public void Schema_OfAStrictToolWithoutParameters_IsClosed()
        => Assert.Equal("""{"type":"object","properties":{},"additionalProperties":false}""", desk.Loaded.Tool("stop").JsonSchema.GetRawText());

    [Fact]
    public void Schema_OfAnotherToolOfTheClass_IsOpen()
        => Assert.DoesNotContain("additionalProperties", desk.Loaded.Tool("open").JsonSchema.GetRawText(), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"line":{"product":"tea","count":3},"note":null,"copies":4,"user":"ann"}""", "tea 3 4")]
    [InlineData("""{"Line":{"Product":"tea"},"user":"ann"}""", "tea 1 2")]
    public async Task Call_WithWhatTheToolHas_IsMade(string json, string answer)
    {
        Assert.Equal(answer, await desk.Loaded.AnswerAsync("send", json));
        Assert.Equal($"\"{answer}\"", await Utf8Async("send", json));
    }

    [Fact]
    public async Task Call_WithWhatTheToolDoesNotHave_IsRefused()
    {
        const string Json = """{"line":{"product":"tea","price":5},"user":"ann","to":"me"}""";
        string[] problems =
        [
            "line.price: nothing of this name; only: product, count; a value",
            "to: nothing of this name; only: line, note, user, copies; a value",
        ];

        Assert.Equal(problems, ToolAnswer.Problems(await desk.Loaded.CallAsync("send", Json)));
        Assert.Equal(problems, ToolAnswer.Problems(System.Text.Json.JsonElement.Parse(await Utf8Async("send", Json))));
    }

    [Fact]
    public async Task Call_OfAToolWithoutParameters_TakesNone()
    {
        Assert.Equal("Done.", await desk.Loaded.AnswerAsync("stop"));
        Assert.Equal(["now: nothing of this name; a value"], ToolAnswer.Problems(await desk.Loaded.CallAsync("stop", """{"now":true}""")));
        Assert.Contains("invalid_arguments", await Utf8Async("stop", """{"now":true}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithADictionaryInside_IsRefusedForWhatItDoesNotHave()
        => Assert.Equal(
            ["line.price: nothing of this name; only: product, count; a value"],
            ToolAnswer.Problems(await desk.Loaded.CallAsync("send", new AIFunctionArguments
            {
                ["line"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["product"] = "tea", ["price"] = 5 },
                ["user"] = "ann",
            })));

    [Fact]
    public async Task Call_OfAnOpenTool_MayHaveMore()
        => Assert.Equal("tea", await desk.Loaded.AnswerAsync("open", """{"line":{"product":"tea","price":5},"to":"me"}"""));

    private async Task<string> Utf8Async(string tool, string json)
    {
        System.Buffers.ArrayBufferWriter<byte> result = new();
        await ((TransferTool)desk.Loaded.Tool(tool)).InvokeUtf8Async(System.Text.Encoding.UTF8.GetBytes(json), result);
        return System.Text.Encoding.UTF8.GetString(result.WrittenSpan);
    }

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using System.ComponentModel;
            using System.ComponentModel.DataAnnotations;
            using WarmTransfer;

            public sealed record Line(string Product, int Count = 1);

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool(Strict = true)]
                private string Send(Line line, [Description("Perhaps.")] string? note, [DeniedValues("root")] string user, int copies = 2) => $"{line.Product} {line.Count} {copies}";
                [TransferTool(Strict = true)] private void Stop() { }
                [TransferTool] private string Open(Line line) => line.Product;
            }
            """);
    }
}
