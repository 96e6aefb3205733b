using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>What a generated tool makes of types that JSON knows only as text, and of flags.</summary>
public sealed class ScalarBindingTests(ScalarBindingTests.Desk desk) : IClassFixture<ScalarBindingTests.Desk>
{
    private static readonly string[] Cultures = ["", "fi-FI", "tr-TR"];

    // Tool, the JSON of its argument, the JSON it answers. An answer of null: the call is refused.
    private static readonly (string Tool, string Argument, string? Answer)[] Rows =
    [
        ("char", "\"x\"", "\"x\""),
        ("char", "5", "\"5\""),
        ("char", "\"#\"", "\"#\""),
        ("char", "\" \"", "\" \""),
        ("char", "\"é\"", "\"é\""),
        ("char", "\"\\u0041\"", "\"A\""),
        ("char", "\"xy\"", null),
        ("char", "\"\"", null),
        ("char", "12", null),
        ("char", "true", null),
        ("char", "\"\\ud83d\"", null),
        ("char", "null", null),
        ("maybe_char", "null", "null"),
        ("maybe_char", "\"x\"", "\"x\""),
        ("guid", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\""),
        ("guid", "\"{0F8FAD5B-D9CB-469F-A165-70867728950E}\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\""),
        ("guid", "\" 0f8fad5bd9cb469fa16570867728950e \"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\""),
        ("guid", "\"(0f8fad5b-d9cb-469f-a165-70867728950e)\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\""),
        ("guid", "\"0f8fad5b\"", null),
        ("guid", "5", null),
        ("guid", "\"\"", null),
        ("guid", "null", null),
        ("maybe_guid", "null", "null"),
        ("guids", "[\"0f8fad5bd9cb469fa16570867728950e\"]", "[\"0f8fad5b-d9cb-469f-a165-70867728950e\"]"),
        ("guids", "[\"x\"]", null),
        ("uri", "\"https://example.com/a?b=c#d\"", "\"https://example.com/a?b=c#d\""),
        ("uri", "\"sip:+15105550123@example.com\"", "\"sip:+15105550123@example.com\""),
        ("uri", "\"page\"", null),
        ("uri", "\"/etc/page\"", null),
        ("uri", "\"\"", null),
        ("uri", "5", null),
        ("uri", "[]", null),
        ("maybe_uri", "null", "null"),
        ("date", "\"2030-12-31\"", "\"2030-12-31\""),
        ("date", "\"2024-02-29\"", "\"2024-02-29\""),
        ("date", "\"2030-02-29\"", null),
        ("date", "\"31.12.2030\"", null),
        ("date", "\"12/31/2030\"", null),
        ("date", "\"2030-12-31T00:00:00\"", null),
        ("date", "20301231", null),
        ("date", "null", null),
        ("maybe_date", "null", "null"),
        ("dates", "[\"2030-12-31\",null]", "[\"2030-12-31\",null]"),
        ("time", "\"17:30\"", "\"17:30:00.0000000\""),
        ("time", "\"17:30:05\"", "\"17:30:05.0000000\""),
        ("time", "\"17:30:05.25\"", "\"17:30:05.2500000\""),
        ("time", "\"17.30\"", null),
        ("time", "\"5:30 PM\"", null),
        ("time", "\"24:00\"", null),
        ("time", "17", null),
        ("date_time", "\"2030-12-31T17:30:00\"", "\"2030-12-31T17:30:00.0000000\""),
        ("date_time", "\"2030-12-31T17:30\"", "\"2030-12-31T17:30:00.0000000\""),
        ("date_time", "\"2030-12-31 17:30:00.5\"", "\"2030-12-31T17:30:00.5000000\""),
        ("date_time", "\"2030-12-31T17:30:00Z\"", "\"2030-12-31T17:30:00.0000000Z\""),
        ("date_time", "\"2030-12-31\"", "\"2030-12-31T00:00:00.0000000\""),
        ("date_time", "\"tomorrow\"", null),
        ("date_time", "\"31.12.2030 17.30\"", null),
        ("date_time", "1924991999", null),
        ("offset", "\"2030-12-31T17:30:00+01:00\"", "\"2030-12-31T17:30:00.0000000+01:00\""),
        ("offset", "\"2030-12-31T17:30:00Z\"", "\"2030-12-31T17:30:00.0000000+00:00\""),
        ("offset", "\"2030-12-31T17:30-08:00\"", "\"2030-12-31T17:30:00.0000000-08:00\""),
        ("offset", "\"2030-12-31T17:30:00.1234567-0830\"", "\"2030-12-31T17:30:00.1234567-08:30\""),
        ("offset", "\"2030-12-31 17:30Z\"", "\"2030-12-31T17:30:00.0000000+00:00\""),
        ("offset", "\"2030-12-31T17:30:00z\"", null),
        ("offset", "\"2030-12-31T17:30:00+1\"", null),
        ("offset", "\"+2030-12-31T17:30:00\"", null),
        ("offset", "\"2030-12-31T17:30:00.12345678Z\"", null),
        ("offset", "\"2030-12-31T17:30:00\"", null),
        ("offset", "\"2030-12-31\"", null),
        ("offset", "\"2030-13-31T17:30:00Z\"", null),
        ("duration", "\"PT1H30M\"", "\"PT1H30M\""),
        ("duration", "\"P1DT0.5S\"", "\"P1DT0.5S\""),
        ("duration", "\"-PT5M\"", "\"-PT5M\""),
        ("duration", "\"P2W\"", "\"P14D\""),
        ("duration", "\"PT0S\"", "\"PT0S\""),
        ("duration", "\"PT1.5H\"", "\"PT1H30M\""),
        ("duration", "\"01:30:00\"", "\"PT1H30M\""),
        ("duration", "\"1.02:00:00.5\"", "\"P1DT2H0.5S\""),
        ("duration", "\"-00:00:01\"", "\"-PT1S\""),
        ("duration", "90", null),
        ("duration", "\"90\"", null),
        ("duration", "\"01:30\"", null),
        ("duration", "\"P\"", null),
        ("duration", "\"PT\"", null),
        ("duration", "\"P1DT\"", null),
        ("duration", "\"P1M\"", null),
        ("duration", "\"P1Y\"", null),
        ("duration", "\"PT1M1H\"", null),
        ("duration", "\"PT1H1H\"", null),
        ("duration", "\"PT1.5H1M\"", null),
        ("duration", "\"P1H\"", null),
        ("duration", "\"PTS\"", null),
        ("duration", "\"PT1\"", null),
        ("duration", "\"PT99999999999999999999S\"", null),
        ("duration", "\"PT922337203686S\"", null),
        ("duration", "\"one hour\"", null),
        ("maybe_duration", "null", "null"),
        ("bytes", "\"AQID\"", "\"AQID\""),
        ("bytes", "\"\"", "\"\""),
        ("bytes", "\"AQ==\"", "\"AQ==\""),
        ("bytes", "\"AQ\"", null),
        ("bytes", "\"***\"", null),
        ("bytes", "[1,2]", null),
        ("bytes", "5", null),
        ("maybe_bytes", "null", "null"),
        ("blobs", "[\"AQID\",\"\"]", "[\"AQID\",\"\"]"),
        ("json", "{\"a\":[1,null]}", "{\"a\":[1,null]}"),
        ("json", "null", "null"),
        ("json", "\"text\"", "\"text\""),
        ("json", "5", "5"),
        ("jsons", "[1,\"a\",null,{}]", "[1,\"a\",null,{}]"),
        ("access", "[\"Read\"]", "[\"Read\"]"),
        ("access", "[\"read\",\"may-write\"]", "[\"Read\",\"may-write\"]"),
        ("access", "[\"Write\",\"Read\",\"Read\"]", "[\"Read\",\"may-write\"]"),
        ("access", "[\"All\"]", "[\"All\"]"),
        ("access", "[\"Read\",\"Write\",\"Admin\"]", "[\"All\"]"),
        ("access", "[]", "[]"),
        ("access", "\"[\\\"Read\\\"]\"", "[\"Read\"]"),
        ("access", "\"Read\"", "[\"Read\"]"),
        ("access", "\"Read, write\"", "[\"Read\",\"may-write\"]"),
        ("access", "3", "[\"Read\",\"may-write\"]"),
        ("access", "0", "[]"),
        ("access", "[1,4]", "[\"Read\",\"Admin\"]"),
        ("access", "[\"Delete\"]", null),
        ("access", "[\"Read\",null]", null),
        ("access", "\"\"", null),
        ("access", "8", null),
        ("access", "-1", null),
        ("access", "{}", null),
        ("access", "null", null),
        ("maybe_access", "null", "null"),
        ("accesses", "[[\"Read\"],[]]", "[[\"Read\"],[]]"),
    ];

    public static TheoryData<string, string, string, string?> TextRows()
    {
        TheoryData<string, string, string, string?> data = [];
        foreach (var culture in Cultures)
            foreach ((var tool, var argument, var answer) in Rows)
                data.Add(culture, tool, argument, answer);
        return data;
    }

    [Theory]
    [MemberData(nameof(TextRows))]
    public async Task Argument_AsModelsSendIt_IsTakenOrRefused(string culture, string tool, string argument, string? answer)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        await ToolAnswer.AssertIsEachWayAsync(answer, desk.Loaded, tool, argument);
    }

    public static TheoryData<string, object, string> DotNetRows() => new()
    {
        { "char", 'x', "\"x\"" },
        { "guid", new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "\"0f8fad5b-d9cb-469f-a165-70867728950e\"" },
        { "guid", "0f8fad5b-d9cb-469f-a165-70867728950e", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"" },
        { "uri", new Uri("https://example.com"), "\"https://example.com\"" },
        { "date", new DateOnly(2030, 12, 31), "\"2030-12-31\"" },
        { "time", new TimeOnly(17, 30), "\"17:30:00.0000000\"" },
        { "date_time", new DateTime(2030, 12, 31, 0, 0, 0, DateTimeKind.Utc), "\"2030-12-31T00:00:00.0000000Z\"" },
        { "offset", new DateTimeOffset(2030, 12, 31, 0, 0, 0, TimeSpan.FromHours(1)), "\"2030-12-31T00:00:00.0000000+01:00\"" },
        { "duration", TimeSpan.FromMinutes(90), "\"PT1H30M\"" },
        { "bytes", new byte[] { 1, 2, 3 }, "\"AQID\"" },
        { "json", "text", "\"text\"" },
        { "json", 5, "5" },
        { "json", true, "True" },
        { "guids", new List<Guid> { Guid.Empty }, "[\"00000000-0000-0000-0000-000000000000\"]" },
    };

    [Theory]
    [MemberData(nameof(DotNetRows))]
    public async Task Argument_AsDotNetValue_IsTaken(string tool, object value, string answer)
        => ToolAnswer.AssertIs(answer, await desk.Loaded.CallAsync(tool, new AIFunctionArguments { ["value"] = value }));

    [Fact]
    public async Task Argument_ThatIsNoJson_IsRefused()
        => ToolAnswer.AssertIs(null, await desk.Loaded.CallAsync("json", new AIFunctionArguments { ["value"] = double.NaN }));

    [Fact]
    public async Task JsonArgument_OfADocumentThatIsDisposed_StaysReadable()
    {
        object? result;
        using (JsonDocument document = JsonDocument.Parse("[1]"))
            result = await desk.Loaded.CallAsync("json", new AIFunctionArguments { ["value"] = document.RootElement });

        Assert.Equal("[1]", result?.ToString());
    }

    [Fact]
    public async Task Arguments_LeftOut_HaveTheirDefaults()
        => Assert.Equal("x|00000000-0000-0000-0000-000000000000|00:00:00|0001-01-01|Undefined|Read, Write|Read", await desk.Loaded.AnswerAsync("defaults"));

    [Fact]
    public void Schema_SaysTheFormatOfEach()
        => Assert.Equal(
            """{"type":"object","properties":{"a":{"type":"string","minLength":1,"maxLength":1,"default":"x"},"b":{"type":"string","format":"uuid"},"c":{"type":"string","format":"duration"},"d":{"type":"string","format":"date"},"e":{},"f":{"type":"array","items":{"type":"string","enum":["Read","may-write","Admin","All"]}},"g":{"type":"array","items":{"type":"string","enum":["Read","may-write","Admin","All"]},"default":["Read"]}}}""",
            desk.Loaded.Tool("defaults").JsonSchema.GetRawText());

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using System.Globalization;
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using WarmTransfer;

            [Flags]
            public enum Access : byte { Read = 1, [JsonStringEnumMemberName("may-write")] Write = 2, Admin = 4, All = 7 }

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] private char Char(char value) => value;
                [TransferTool] private char? MaybeChar(char? value) => value;
                [TransferTool] private Guid Guid(Guid value) => value;
                [TransferTool] private Guid? MaybeGuid(Guid? value) => value;
                [TransferTool] private List<Guid> Guids(IReadOnlyList<Guid> value) => value.ToList();
                [TransferTool] private Uri Uri(Uri value) => value;
                [TransferTool] private Uri? MaybeUri(Uri? value) => value;
                [TransferTool] private DateOnly Date(DateOnly value) => value;
                [TransferTool] private DateOnly? MaybeDate(DateOnly? value) => value;
                [TransferTool] private DateOnly?[] Dates(DateOnly?[] value) => value;
                [TransferTool] private TimeOnly Time(TimeOnly value) => value;
                [TransferTool] private DateTime DateTime(DateTime value) => value;
                [TransferTool] private DateTimeOffset Offset(DateTimeOffset value) => value;
                [TransferTool] private TimeSpan Duration(TimeSpan value) => value;
                [TransferTool] private TimeSpan? MaybeDuration(TimeSpan? value) => value;
                [TransferTool] private byte[] Bytes(byte[] value) => value;
                [TransferTool] private byte[]? MaybeBytes(byte[]? value) => value;
                [TransferTool] private byte[][] Blobs(byte[][] value) => value;
                [TransferTool] private JsonElement Json(JsonElement value) => value;
                [TransferTool] private JsonElement[] Jsons(JsonElement[] value) => value;
                [TransferTool] private Access Access(Access value) => value;
                [TransferTool] private Access? MaybeAccess(Access? value) => value;
                [TransferTool] private Access[] Accesses(Access[] value) => value;

                [TransferTool]
                private string Defaults(char a = 'x', Guid b = default, TimeSpan c = default, DateOnly d = default, JsonElement e = default,
                    Access f = global::Access.Read | global::Access.Write, Access g = global::Access.Read)
                    => string.Create(CultureInfo.InvariantCulture, $"{a}|{b}|{c}|{d:O}|{e.ValueKind}|{f}|{g}");
            }
            """);
    }
}
