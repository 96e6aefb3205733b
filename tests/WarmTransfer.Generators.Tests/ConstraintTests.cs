using System.Globalization;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>What a generated tool makes of constraints: in the schema, on parameters, inside objects.</summary>
public sealed class ConstraintTests(ConstraintTests.Desk desk) : IClassFixture<ConstraintTests.Desk>
{
    public static TheoryData<string, string, string?> Rows() => new()
    {
        { "range", "1", "1" },
        { "range", "100", "100" },
        { "range", "\"50\"", "50" },
        { "range", "0", null },
        { "range", "101", null },
        { "range", "\"101\"", null },
        { "range", "1.5", null },
        { "maybe_range", "null", "null" },
        { "maybe_range", "0", null },
        { "above", "1", null },
        { "above", "2", "2" },
        { "above", "9", "9" },
        { "above", "10", null },
        { "wide", "1e300", "1E+300" },
        { "money", "0.10", "0.10" },
        { "money", "0.09999999999999999999", null },
        { "money", "9.9", null },
        { "money", "9.8999999999999999999999", "9.8999999999999999999999" },
        { "ratio", "0.5", "0.5" },
        { "ratio", "0.7", "0.7" },
        { "ratio", "-0.1", null },
        { "byte", "0", "0" },
        { "byte", "255", "255" },
        { "positive", "1", "1" },
        { "positive", "0", null },
        { "name", "\"abc\"", "abc" },
        { "name", "\"ab\"", null },
        { "name", "\"abcdefghijk\"", null },
        { "name", "12", null },
        { "name", "1234", "1234" },
        { "word", "\" \"", null },
        { "word", "\"a\"", "a" },
        { "code", "\"AB-12\"", "AB-12" },
        { "code", "\"AB-123\"", null },
        { "code", "\"xAB-12\"", null },
        { "code", "\"AB-12\\n\"", null },
        { "evil", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", null },
        { "items", "[1]", "[1]" },
        { "items", "[]", null },
        { "items", "[1,2,3,4]", null },
        { "items", "\"[1,2]\"", "[1,2]" },
        { "set", "[1,1]", null },
        { "set", "[1,2]", "[1,2]" },
        { "map", "{\"a\":1,\"b\":2}", null },
        { "bytes", "\"AQID\"", null },
        { "bytes", "\"AQI=\"", "\"AQI=\"" },
        { "allowed", "\"red\"", "red" },
        { "allowed", "\"blue\"", null },
        { "allowed", "\"Red\"", null },
        { "allowed_number", "-1", "-1" },
        { "allowed_number", "3", null },
        { "allowed_mood", "\"Calm\"", "\"Calm\"" },
        { "allowed_mood", "\"Angry\"", null },
        { "denied", "\"root\"", null },
        { "denied", "\"ann\"", "ann" },
        { "email", "\"ann@example.com\"", "ann@example.com" },
        { "email", "\"ann\"", null },
        { "url", "\"https://example.com\"", "https://example.com" },
        { "url", "\"sip:ann\"", null },
        { "page", "\"https://example.com\"", "\"https://example.com\"" },
        { "page", "\"sip:ann@example.com\"", null },
        { "phone", "\"+1 510 555 0123\"", "+1 510 555 0123" },
        { "phone", "15105550123", "15105550123" },
        { "phone", "\"call me\"", null },
        { "day", "\"2030-01-01\"", "\"2030-01-01\"" },
        { "day", "\"2030-12-31\"", "\"2030-12-31\"" },
        { "day", "\"2029-12-31\"", null },
        { "day", "\"2031-01-01\"", null },
        { "maybe_day", "null", "null" },
        { "maybe_day", "\"2031-01-01\"", null },
        { "hours", "\"09:00\"", "\"09:00:00.0000000\"" },
        { "hours", "\"17:00\"", null },
        { "moment", "\"2030-06-01T12:00:00\"", "\"2030-06-01T12:00:00.0000000\"" },
        { "moment", "\"2030-06-01T12:00:00.1\"", null },
        { "instant", "\"2030-01-01T01:00:00+01:00\"", "\"2030-01-01T01:00:00.0000000+01:00\"" },
        { "instant", "\"2030-01-01T00:00:00+01:00\"", null },
        { "length", "\"PT1H30M\"", "\"PT1H30M\"" },
        { "length", "\"PT1H30M0.1S\"", null },
        { "length", "\"PT0S\"", null },
        { "line", """{"product":"tea","count":3,"tags":["a"]}""", """{"product":"tea","count":3,"tags":["a"]}""" },
        { "line", """{"product":"t","count":3}""", null },
        { "line", """{"product":"tea","count":0}""", null },
        { "line", """{"product":"tea","tags":[]}""", null },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Argument_AsModelsSendIt_IsTakenOrRefused(string tool, string argument, string? answer)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");

        ToolAnswer.AssertIs(answer, await desk.Loaded.CallBothAsync(tool, $$"""{"value":{{argument}}}"""));
    }

    [Theory]
    [InlineData("range", 101)]
    [InlineData("name", "ab")]
    [InlineData("items", new int[0])]
    public async Task Argument_AsDotNetValue_IsCheckedToo(string tool, object value)
        => ToolAnswer.AssertIs(null, await desk.Loaded.CallAsync(tool, new AIFunctionArguments { ["value"] = value }));

    [Fact]
    public async Task Default_OfTheAuthors_IsNotChecked() => Assert.Equal("0", await desk.Loaded.AnswerAsync("unlimited"));

    public static TheoryData<string, string, string> Refusals() => new()
    {
        { "range", "0", "value: a whole number from 1 to 100; a number" },
        { "range", "\"x\"", "value: a whole number from 1 to 100; a string" },
        { "maybe_range", "0", "value: a whole number from 1 to 100; a number" },
        { "above", "10", "value: a whole number from 2 to 9; a number" },
        { "money", "0", "value: a number at least 0.1 and below 9.9; a number" },
        { "positive", "0", "value: a whole number at least 1; a number" },
        { "name", "\"ab\"", "value: a string of 3 to 10 characters; a string" },
        { "code", "\"x\"", "value: a string of at most 6 characters, that matches [A-Z]{2}-\\d{2}; a string" },
        { "items", "[]", "value: an array of 1 to 3 items; an array" },
        { "items", "[\"x\"]", "value[0]: a whole number from -2147483648 to 2147483647; a string" },
        { "allowed", "\"blue\"", "value: a string that is one of: red, green; a string" },
        { "quoted", "\"b\"", "value: a string that is one of: \"a\", \\; a string" },
        { "denied", "\"root\"", "value: a string that is none of: root, admin; a string" },
        { "day", "\"2031-01-01\"", "value: an ISO 8601 date from 2030-01-01 to 2030-12-31; a string" },
        { "hours", "\"x\"", "value: an ISO 8601 time of day at least 09:00:00 and below 17:00:00; a string" },
        { "length", "\"PT0S\"", "value: a duration, in ISO 8601 (PT1H30M) or as hh:mm:ss, above 00:00:00 and at most 01:30:00; a string" },
        { "email", "\"x\"", "value: a string that is an email address; a string" },
        { "line", """{"product":"tea","count":0}""", "value.count: a whole number from 1 to 9; a number" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refusal_SaysWhatTheConstraintIs(string tool, string argument, string problem)
        => Assert.Equal([problem], ToolAnswer.Problems(await desk.Loaded.CallBothAsync(tool, $$"""{"value":{{argument}}}""")));

    [Fact]
    public async Task Refusal_OfAMissingArgument_SaysWhatTheConstraintIs()
        => Assert.Equal(["value: a whole number from 1 to 100; nothing"], ToolAnswer.Problems(await desk.Loaded.CallAsync("range")));

    public static TheoryData<string, string> Schemas() => new()
    {
        { "range", """{"type":"integer","minimum":1,"maximum":100}""" },
        { "maybe_range", """{"type":["integer","null"],"minimum":1,"maximum":100,"default":null}""" },
        { "above", """{"type":"integer","minimum":2,"maximum":9}""" },
        { "money", """{"type":"number","minimum":0.1,"exclusiveMaximum":9.9}""" },
        { "positive", """{"type":"integer","minimum":1}""" },
        { "byte", """{"type":"integer","minimum":0,"maximum":255}""" },
        { "name", """{"type":"string","minLength":3,"maxLength":10}""" },
        { "wide", """{"type":"number"}""" },
        { "word", """{"type":"string","minLength":1}""" },
        { "sentence", """{"type":"string","minLength":2,"maxLength":9}""" },
        { "twice", """{"type":"object","properties":{"size":{"type":"integer","minimum":1,"maximum":9}},"required":["size"]}""" },
        { "code", """{"type":"string","maxLength":6,"pattern":"^(?:[A-Z]{2}-\\d{2})$"}""" },
        { "items", """{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":3}""" },
        { "map", """{"type":"object","additionalProperties":{"type":"integer"},"maxProperties":1}""" },
        { "allowed", """{"type":"string","enum":["red","green"]}""" },
        { "allowed_mood", """{"type":["string","null"],"enum":["Calm",null],"default":null}""" },
        { "denied", """{"type":"string","not":{"enum":["root","admin"]}}""" },
        { "email", """{"type":"string","format":"email"}""" },
        { "phone", """{"description":"Must be a string that is a phone number.","type":"string"}""" },
        { "page", """{"description":"Must be an absolute URI that starts with http, https or ftp.","type":"string","format":"uri"}""" },
        { "bytes", """{"description":"Must be base64 of at most 2 bytes.","type":"string","contentEncoding":"base64"}""" },
        { "day", """{"description":"When to call. Must be an ISO 8601 date from 2030-01-01 to 2030-12-31.","type":"string","format":"date"}""" },
        { "moment", """{"description":"Must be an ISO 8601 date and time from 2030-01-01T00:00:00 to 2030-06-01T12:00:00.","type":"string","format":"date-time"}""" },
        { "instant", """{"description":"Must be an ISO 8601 date and time with its offset from 2030-01-01T00:00:00Z to 2030-06-01T10:00:00Z.","type":"string","format":"date-time"}""" },
        { "line", """{"type":"object","properties":{"product":{"type":"string","minLength":2},"count":{"type":"integer","minimum":1,"maximum":9,"default":1},"tags":{"type":"array","items":{"type":"string"},"minItems":1}},"required":["product"]}""" },
    };

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Schema_HasTheKeywords(string tool, string schema)
        => Assert.Equal(schema.Replace(",\"default\":null", "", StringComparison.Ordinal), desk.Loaded.Tool(tool).JsonSchema.GetProperty("properties").GetProperty("value").GetRawText().Replace(",\"default\":null", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Range(1, 9)] string value", "[Range]")]
    [InlineData("[Range(9, 1)] int value", "[Range]")]
    [InlineData("[Range(300, 400)] byte value", "[Range]")]
    [InlineData("[Range(1, 9)] DateOnly value", "[Range]")]
    [InlineData("[Range(typeof(DateTime), \"2020-01-01\", \"2021-01-01\")] DateOnly value", "[Range]")]
    [InlineData("[Range(typeof(DateOnly), \"2020-13-01\", \"2021-01-01\")] DateOnly value", "[Range]")]
    [InlineData("[Range(typeof(DateOnly), \"2020-01-01T12:00\", \"2021-01-01\")] DateOnly value", "[Range]")]
    [InlineData("[Range(typeof(DateOnly), \"2021-01-01\", \"2020-01-01\")] DateOnly value", "[Range]")]
    [InlineData("[Range(typeof(TimeOnly), \"09:00\", \"24:00\")] TimeOnly value", "[Range]")]
    [InlineData("[Range(typeof(TimeSpan), \"soon\", \"later\")] TimeSpan value", "[Range]")]
    [InlineData("[StringLength(5)] int value", "[StringLength]")]
    [InlineData("[MaxLength(5)] bool value", "[MaxLength]")]
    [InlineData("[RegularExpression(\"[\")] string value", "[RegularExpression]")]
    [InlineData("[EmailAddress] int value", "[EmailAddress]")]
    [InlineData("[AllowedValues(\"x\")] int value", "[AllowedValues]")]
    [InlineData("[DeniedValues(1)] int[] value", "[DeniedValues]")]
    [InlineData("[CreditCard] string value", "[CreditCard]")]
    [InlineData("[Even] int value", "[Even]")]
    [InlineData("Line value", "[Range] of Name")]
    [InlineData("Page value", "[DefaultValue] of Size")]
    public void Constraint_ThatCannotBeEnforced_IsAProblem(string parameter, string detail)
    {
        var compilation = GeneratorHarness.Compile($$"""
            using System.ComponentModel.DataAnnotations;
            using WarmTransfer;

            public sealed class EvenAttribute : ValidationAttribute;
            public sealed record Twice([Range(1, 9)] [property: Range(1, 9)] int Size);

            public sealed record Line([Range(1, 2)] string Name);
            public sealed class Page { [System.ComponentModel.DefaultValue("big")] public int Size { get; set; } }

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] public void M({{parameter}}) { }
            }
            """);

        AgentParseResult parsed = AgentParser.Parse(compilation.GetTypeByMetadataName("Desk")!, KnownSymbols.Of(compilation), CancellationToken.None);

        ToolProblem problem = Assert.Single(parsed.Tools.Single().Problems);
        Assert.Equal((ToolProblemKind.InvalidConstraint, "value", detail), (problem.Kind, problem.Parameter, problem.Detail));
    }

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using System.ComponentModel.DataAnnotations;
            using WarmTransfer;

            public enum Mood { Calm, Angry }

            public sealed record Twice([Range(1, 9)] [property: Range(1, 9)] int Size);

            public sealed record Line([MinLength(2)] string Product, [Range(1, 9)] int Count = 1)
            {
                [MinLength(1)] public IReadOnlyList<string> Tags { get; init; } = ["none"];
            }

            [TransferAgent]
            public partial class Desk
            {
                private enum Hidden { A, B }

                [TransferTool] private int Range([Range(1, 100)] int value) => value;
                [TransferTool] private int? MaybeRange([Range(1, 100)] int? value) => value;
                [TransferTool] private long Above([Range(1, 10, MinimumIsExclusive = true, MaximumIsExclusive = true)] long value) => value;
                [TransferTool] private decimal Money([Range(typeof(decimal), "0.1", "9.9", MaximumIsExclusive = true)] decimal value) => value;
                [TransferTool] private float Ratio([Range(0.0, 0.7)] float value) => value;
                [TransferTool] private byte Byte([Range(0, 255)] byte value) => value;
                [TransferTool] private uint Positive([Range(1, double.MaxValue)] uint value) => value;
                [TransferTool] private int Unlimited([Range(1, 2)] int value = 0) => value;
                [TransferTool] private string Name([StringLength(10, MinimumLength = 3)] string value) => value;
                [TransferTool] private string Word([Required] string value) => value;
                [TransferTool] private string Code([MaxLength(6), RegularExpression("[A-Z]{2}-\\d{2}")] string value) => value;
                [TransferTool] private string Evil([RegularExpression("(a+)+$")] string value) => value;
                [TransferTool] private int[] Items([Length(1, 3)] int[] value) => value;
                [TransferTool] private ISet<int> Set([MinLength(2)] ISet<int> value) => value;
                [TransferTool] private Dictionary<string, int> Map([MaxLength(1)] Dictionary<string, int> value) => value;
                [TransferTool] private byte[] Bytes([MaxLength(2)] byte[] value) => value;
                [TransferTool] private string Allowed([AllowedValues("red", "green")] string value) => value;
                [TransferTool] private int AllowedNumber([AllowedValues(-1, 1)] int value) => value;
                [TransferTool] private Mood? AllowedMood([AllowedValues(Mood.Calm, null)] Mood? value) => value;
                [TransferTool] private string Denied([DeniedValues("root", "admin")] string value) => value;
                [TransferTool] private string Email([EmailAddress] string value) => value;
                [TransferTool] private string Url([Url] string value) => value;
                [TransferTool] private Uri Page([Url] Uri value) => value;
                [TransferTool] private string Phone([Phone] string value) => value;
                /// <param name="value">When to call.</param>
                [TransferTool] private DateOnly Day([Range(typeof(DateOnly), "2030-01-01", "12/31/2030")] DateOnly value) => value;
                [TransferTool] private DateOnly? MaybeDay([Range(typeof(DateOnly), "2030-01-01", "2030-12-31")] DateOnly? value) => value;
                [TransferTool] private TimeOnly Hours([Range(typeof(TimeOnly), "9:00", "17:00", MaximumIsExclusive = true)] TimeOnly value) => value;
                [TransferTool] private DateTime Moment([Range(typeof(DateTime), "2030-01-01", "2030-06-01T12:00")] DateTime value) => value;
                [TransferTool] private DateTimeOffset Instant([Range(typeof(DateTimeOffset), "2030-01-01", "2030-06-01T12:00+02:00")] DateTimeOffset value) => value;
                [TransferTool] private TimeSpan Length([Range(typeof(TimeSpan), "0:00", "PT1H30M", MinimumIsExclusive = true)] TimeSpan value) => value;
                [TransferTool] private double Wide([Range(double.MinValue, double.MaxValue)] double value) => value;
                [TransferTool] private string Sentence([Required, StringLength(9, MinimumLength = 2)] string value) => value;
                [TransferTool] private string Quoted([AllowedValues("\"a\"", "\\")] string value) => value;
                [TransferTool] private Twice Twice(Twice value) => value;
                [TransferTool] private Line Line(Line value) => value;
                [TransferTool] private void Secret([DeniedValues(Hidden.A)] Hidden value) { }
            }
            """);
    }
}
