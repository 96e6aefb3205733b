using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>What a generated tool makes of the arguments models send.</summary>
public sealed class BindingTests(BindingTests.Desk desk) : IClassFixture<BindingTests.Desk>
{
    private static readonly string[] Cultures = ["", "fi-FI", "tr-TR"];

    // Tool, the JSON of its argument, what it answers. An answer of null: the call is refused.
    private static readonly (string Tool, string Argument, string? Answer)[] Rows =
    [
        ("int", "5", "5"),
        ("int", "\"5\"", "5"),
        ("int", "5.0", "5"),
        ("int", "5e1", "50"),
        ("int", "\" 5 \"", "5"),
        ("int", "\"-5\"", "-5"),
        ("int", "5.5", null),
        ("int", "true", null),
        ("int", "\"\"", null),
        ("int", "\" \"", null),
        ("int", "\"five\"", null),
        ("int", "\"1,000\"", null),
        ("int", "2147483648", null),
        ("int", "1e400", null),
        ("int", "null", null),
        ("int", "[5]", null),
        ("int", "{}", null),
        ("long", "9007199254740993", "9007199254740993"),
        ("long", "9007199254740993.0", "9007199254740993"),
        ("byte", "255", "255"),
        ("byte", "256", null),
        ("byte", "-1", null),
        ("u_long", "18446744073709551615", "18446744073709551615"),
        ("bool", "true", "True"),
        ("bool", "\"true\"", "True"),
        ("bool", "\" TRUE \"", "True"),
        ("bool", "\"false\"", "False"),
        ("bool", "1", null),
        ("bool", "\"yes\"", null),
        ("text", "\"as is \"", "as is "),
        ("text", "\"\"", ""),
        ("text", "15105550123", "15105550123"),
        ("text", "100000000000000000000000000001", "100000000000000000000000000001"),
        ("text", "1.50", "1.50"),
        ("text", "true", "true"),
        ("text", "null", null),
        ("text", "\"\\ud83d\"", null),
        ("text", "\"\\ud83d\\ude00\"", "\ud83d\ude00"),
        ("mood", "\"\\ud83d\"", null),
        ("int", "\"\\ud83d\"", null),
        ("numbers", "\"[\\ud83d\"", null),
        ("text", "[]", null),
        ("text", "{}", null),
        ("double", "1.5", "1.5"),
        ("double", "\"1.5\"", "1.5"),
        ("double", "\"1,5\"", null),
        ("double", "1e400", null),
        ("double", "\"NaN\"", null),
        ("double", "\"Infinity\"", null),
        ("double", "true", null),
        ("float", "1e39", null),
        ("float", "0.5", "0.5"),
        ("decimal", "0.1", "0.1"),
        ("decimal", "\" 12.30 \"", "12.30"),
        ("decimal", "1e30", null),
        ("mood", "\"Calm\"", "Calm"),
        ("mood", "\"calm\"", "Calm"),
        ("mood", "\" ANGRY \"", "very-angry"),
        ("mood", "\"very-angry\"", "very-angry"),
        ("mood", "\"IRRITATED\"", "Irritated"),
        ("mood", "\"Angry\"", "very-angry"),
        ("mood", "\"\\u0043alm\"", "Calm"),
        ("mood", "\"größer\"", "Größer"),
        ("mood", "\"CALM\"", "Calm"),
        ("mood", "5", "very-angry"),
        ("mood", "6", null),
        ("mood", "\"Joyful\"", null),
        ("mood", "\"\"", null),
        ("mood", "null", null),
        ("maybe_int", "null", "null"),
        ("maybe_int", "7", "7"),
        ("maybe_int", "\"x\"", null),
        ("maybe_text", "null", null),
        ("maybe_mood", "null", "null"),
        ("maybe_mood", "\"calm\"", "Calm"),
        ("numbers", "[1,\"2\",3.0]", "[1,2,3]"),
        ("numbers", "\"[1, 2]\"", "[1,2]"),
        ("numbers", "[]", "[]"),
        ("numbers", "[1,null]", null),
        ("numbers", "1", null),
        ("numbers", "\"1, 2\"", null),
        ("numbers", "\"[1\"", null),
        ("words", "[\"a\",5,null]", "[\"a\",\"5\",null]"),
        ("moods", "[\"calm\",5]", "[\"Calm\",\"very-angry\"]"),
        ("table", "[[1],[2,3]]", "[[1],[2,3]]"),
    ];

    public static TheoryData<string, string, string, string?> CoercionRows()
    {
        TheoryData<string, string, string, string?> data = [];
        foreach (var culture in Cultures)
            foreach ((var tool, var argument, var answer) in Rows)
                data.Add(culture, tool, argument, answer);
        return data;
    }

    [Theory]
    [MemberData(nameof(CoercionRows))]
    public async Task Argument_AsModelsSendIt_IsTakenOrRefused(string culture, string tool, string argument, string? answer)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        var result = await desk.Loaded.CallBothAsync(tool, $$"""{"value":{{argument}}}""");

        if (answer is not null || tool == "maybe_text")
        {
            Assert.Equal(answer, Show(result));
            return;
        }

        JsonElement refused = Assert.IsType<JsonElement>(result);
        Assert.Equal("invalid_arguments", refused.GetProperty("error").GetString());
        Assert.StartsWith("value", refused.GetProperty("problems")[0].GetProperty("parameter").GetString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, object?, string> DotNetRows() => new()
    {
        { "int", 5, "5" },
        { "int", 5L, "5" },
        { "int", 5.0, "5" },
        { "int", "5", "5" },
        { "double", 1.5f, "1.5" },
        { "double", 1.5m, "1.5" },
        { "text", 'x', "x" },
        { "text", 1.5, "1.5" },
        { "bool", true, "True" },
        { "numbers", new[] { 1, 2 }, "[1,2]" },
        { "numbers", new List<object?> { 1, "2" }, "[1,2]" },
        { "words", new List<string?> { "a", null }, """["a",null]""" },
        { "maybe_int", null, "null" },
        { "int", JsonNode.Parse("5"), "5" },
        { "numbers", JsonNode.Parse("[1,2]"), "[1,2]" },
        { "text", JsonDocument.Parse("\"a\""), "a" },
    };

    [Theory]
    [MemberData(nameof(DotNetRows))]
    public async Task Argument_AsDotNetValue_IsTaken(string tool, object? value, string answer)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");

        var result = await desk.Loaded.CallAsync(tool, new AIFunctionArguments { ["value"] = value });

        Assert.Equal(answer, Show(result));
    }

    [Fact]
    public async Task Argument_OfTheTypeItself_IsPassedThrough()
    {
        int[] sent = [1, 2];
        Assert.Equal("True", Show(await desk.Loaded.CallAsync("is_same", new AIFunctionArguments { ["sent"] = sent, ["again"] = new[] { sent } })));
    }

    [Fact]
    public async Task Arguments_WithSeveralProblems_AreAnsweredAtOnce()
    {
        JsonElement answer = (JsonElement)(await desk.Loaded.CallAsync("many", """{"count":"x","mood":"Joyful","numbers":[1,"a",2.5],"flag":null,"extra":1}"""))!;

        Assert.Equal("invalid_arguments", answer.GetProperty("error").GetString());
        Assert.Contains("many", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "text: a string; nothing",
                "count: a whole number from -2147483648 to 2147483647; a string",
                "mood: one of: Calm, Irritated, very-angry, Größer; a string",
                "numbers[1]: a whole number from -2147483648 to 2147483647; a string",
                "numbers[2]: a whole number from -2147483648 to 2147483647; a number",
                "flag: true or false; null",
            ],
            answer.GetProperty("problems").EnumerateArray().Select(problem =>
                $"{problem.GetProperty("parameter").GetString()}: {problem.GetProperty("expected").GetString()}; {problem.GetProperty("received").GetString()}"));
    }

    [Fact]
    public async Task Arguments_Refused_DoNotRepeatWhatWasSent()
        => Assert.DoesNotContain("4111", await desk.Loaded.AnswerAsync("int", """{"value":"card 4111"}"""), StringComparison.Ordinal);

    [Fact]
    public async Task Arguments_LeftOut_HaveTheirDefaults()
        => Assert.Equal("""say "hi"|-7|1.5|2.5|True|very-angry|none|none|none|9""", await desk.Loaded.AnswerAsync("defaults"));

    [Theory]
    [InlineData("""{"account_number":"5","maxItems":1}""")]
    [InlineData("""{"accountNumber":"5","max_items":1}""")]
    [InlineData("""{"ACCOUNTNUMBER":"5","MaxItems":1}""")]
    [InlineData("""{"Account_Number":"5","MAX_ITEMS":1,"other":2}""")]
    [InlineData("""{"accountNumber":"5","m\u0061x_items":1}""")]
    [InlineData("""{"accountNumber":"9","accountNumber":"5","max_items":1}""")]
    [InlineData("""{"AccountNumber":"9","AccountNumber":"5","max_items":1}""")]
    public async Task Names_InAnotherStyle_AreFound(string json)
    {
        Assert.Equal("5/1", await desk.Loaded.AnswerAsync("names", json));
        Assert.Equal((true, "\"5/1\""), await desk.Loaded.CallUtf8Async("names", json));
    }

    [Fact]
    public async Task Names_ThatTwoArgumentsFit_AreMissing()
    {
        var answer = await desk.Loaded.AnswerAsync("names", """{"account_number":"5","AccountNumber":"6","accountnumber":"7","max_items":1}""");

        Assert.Contains("\"parameter\":\"accountNumber\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_Exact_WinOverOtherStyles()
        => Assert.Equal("5/1", await desk.Loaded.AnswerAsync("names", """{"account_number":"6","accountNumber":"5","max_items":1}"""));

    private static string? Show(object? result) => result is JsonElement { ValueKind: JsonValueKind.Null } ? "null" : result?.ToString();

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using System.ComponentModel;
            using System.Globalization;
            using System.Text.Json.Serialization;
            using WarmTransfer;

            public enum Mood { Calm, Irritated = 2, [JsonStringEnumMemberName("very-angry")] Angry = 5, Größer = 8 }

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] private int Int(int value) => value;
                [TransferTool] private long Long(long value) => value;
                [TransferTool] private byte Byte(byte value) => value;
                [TransferTool] private ulong ULong(ulong value) => value;
                [TransferTool] private bool Bool(bool value) => value;
                [TransferTool] private string Text(string value) => value;
                [TransferTool] private double Double(double value) => value;
                [TransferTool] private float Float(float value) => value;
                [TransferTool] private decimal Decimal(decimal value) => value;
                [TransferTool] private Mood Mood(Mood value) => value;
                [TransferTool] private int? MaybeInt(int? value) => value;
                [TransferTool] private string? MaybeText(string? value) => value;
                [TransferTool] private Mood? MaybeMood(Mood? value) => value;
                [TransferTool] private int[] Numbers(int[] value) => value;
                [TransferTool] private IReadOnlyList<string?> Words(IReadOnlyList<string?> value) => value;
                [TransferTool] private IEnumerable<Mood> Moods(IEnumerable<Mood> value) => value;
                [TransferTool] private List<int[]> Table(List<int[]> value) => value;

                [TransferTool] private bool IsSame(int[] sent, IEnumerable<int[]> again) => ReferenceEquals(sent, again.Single());

                [TransferTool]
                private string Many(string text, int count, Mood mood, List<int> numbers, bool flag, string? note) => "called";

                [TransferTool]
                private string Defaults(string text = "say \"hi\"", long big = -7, [DefaultValue(1.5)] double number = 1.5, decimal money = 2.5m, bool flag = true,
                    Mood mood = global::Mood.Angry, Mood? maybe = null, string? note = null, int[]? list = null, [DefaultValue(9)] int nine = 9)
                    => string.Join("|", text, Invariant(big), Invariant(number), Invariant(money), flag, mood == global::Mood.Angry ? "very-angry" : "?", maybe?.ToString() ?? "none", note ?? "none", list is null ? "none" : "some", nine);

                [TransferTool] private string Names(string accountNumber, int max_items) => accountNumber + "/" + max_items;

                private static string Invariant(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
            }
            """);
    }
}
