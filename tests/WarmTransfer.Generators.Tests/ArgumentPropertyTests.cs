using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>What holds for every value and for every JSON: values come back equal, and nothing a model sends breaks a tool.</summary>
/// <remarks>The seed is fixed, so that a run is repeated by the next; another one is tried by writing it here.</remarks>
public sealed class ArgumentPropertyTests(ArgumentPropertyTests.Desk desk) : IClassFixture<ArgumentPropertyTests.Desk>
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithReplay(20_261_122, 3);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Gen<string> Texts = Any<string>().Where(text => text is not null && IsUnicode(text));

    [Fact]
    public void Integers_ComeBackEqual()
    {
        ComesBack("s_byte", Any<sbyte>());
        ComesBack("byte", Any<byte>());
        ComesBack("short", Any<short>());
        ComesBack("int", Any<int>());
        ComesBack("u_int", Any<uint>());
        ComesBack("long", Any<long>());
        ComesBack("u_long", Any<ulong>());
    }

    [Fact]
    public void Fractions_ComeBackEqual()
    {
        ComesBack("double", Any<double>().Where(double.IsFinite));
        ComesBack("float", Any<float>().Where(float.IsFinite));
        ComesBack("decimal", Any<decimal>());
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("-0.0")]
    [InlineData("1E+2")]
    [InlineData("1e28")]
    [InlineData("1e29")]
    [InlineData("1e-28")]
    [InlineData("1e-29")]
    [InlineData("5e-29")]
    [InlineData("2.5e-28")]
    [InlineData("0.000000000000000000000000005")]
    [InlineData("-0.00000000000000000000000005")]
    [InlineData("99999999999999999999999999999")]
    [InlineData("0.00000000000000000000000000005")]
    [InlineData("1.00000000000000000000000000005")]
    [InlineData("79228162514264337593543950335.4")]
    [InlineData("79228162514264337593543950335.5")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("123456789012345678901234567890e-5")]
    [InlineData("4.9e-324")]
    [InlineData("2e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("1e-99999999999")]
    [InlineData("1e99999999999")]
    public async Task Fractions_OfOddForm_AreReadAlikeEachWay(string number)
    {
        foreach (var tool in new[] { "double", "float", "decimal" })
        {
            var arguments = "{\"value\":" + number + "}";
            var slowly = (await desk.Loaded.CallSlowlyAsync(tool, arguments))?.ToString();

            Assert.Equal(slowly, (await desk.Loaded.CallAsync(tool, arguments))?.ToString());
            Assert.Equal(slowly, Utf8(tool, Encoding.UTF8.GetBytes(arguments)));
        }
    }

    [Fact]
    public void Texts_ComeBackEqual()
    {
        ComesBack("text", Texts);
        ComesBack("char", Any<char>().Where(letter => !char.IsSurrogate(letter)));
        ComesBack("uri", Any<uint>().Select(number => new Uri(string.Create(CultureInfo.InvariantCulture, $"https://example.com/{number}?q=ä"))));
        ComesBack("bytes", Any<byte[]>().Where(bytes => bytes is not null));
        ComesBack("bool", Any<bool>());
        ComesBack("guid", Any<Guid>());
        ComesBack("day", Gen.Elements(Enum.GetValues<DayOfWeek>()));
        ComesBack("access", Gen.Elements(FileAccess.Read, FileAccess.Write, FileAccess.ReadWrite));
    }

    [Fact]
    public void Moments_ComeBackEqual()
    {
        Gen<DateTime> moments = Any<long>().Select(ticks => new DateTime((long)((ulong)ticks % (ulong)DateTime.MaxValue.Ticks), DateTimeKind.Utc));
        ComesBack("date_time", moments);
        ComesBack("date_time", moments.Select(moment => DateTime.SpecifyKind(moment, DateTimeKind.Unspecified)));
        ComesBack("offset", from moment in moments.Where(moment => moment.Year is > 1 and < 9999)
                            from minutes in Gen.Choose(-14 * 60, 14 * 60)
                            select new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified), TimeSpan.FromMinutes(minutes)));
        ComesBack("date", moments.Select(DateOnly.FromDateTime));
        ComesBack("time", moments.Select(TimeOnly.FromDateTime));
        ComesBack("span", Any<long>().Select(TimeSpan.FromTicks));
        ComesBack("span", Gen.Elements(TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero));
    }

    [Fact]
    public void Collections_ComeBackEqual()
    {
        ComesBack("ints", Any<int[]>().Where(items => items is not null));
        ComesBack("texts", Texts.ListOf().Select(items => items.ToList()));
        ComesBack("maybes", Any<int?[]>().Where(items => items is not null));
        ComesBack("set", Any<int[]>().Where(items => items is not null).Select(items => items.ToHashSet()));
        ComesBack("map", from keys in Texts.ListOf()
                         from number in Any<decimal>()
                         select keys.Distinct(StringComparer.Ordinal).ToDictionary(key => key, _ => number, StringComparer.Ordinal));
        ComesBack("table", Any<int[][]>().Where(rows => rows is not null && !Array.Exists(rows, row => row is null)));
    }

    [Fact]
    public void Objects_ComeBackEqual() => Check(Orders(3), order =>
    {
        var answer = desk.Loaded.CallAsync("order", "{\"value\":" + order.ToJsonString() + "}").AsTask().GetAwaiter().GetResult()?.ToString();
        return JsonNode.DeepEquals(order, JsonNode.Parse(answer!));
    });

    [Fact]
    public void AnyJson_IsRefusedOrReadAsAValueOfTheType() => Check(Gen.Elements(desk.Tools).Zip(AnyJson(3)), sent =>
    {
        (var tool, var json) = sent;
        var arguments = "{\"value\":" + json + "}";
        desk.Received.SetValue(desk.Loaded.Agent, null);
        var byDictionary = desk.Loaded.CallAsync(tool, arguments).AsTask().GetAwaiter().GetResult()?.ToString();
        var isValid = IsRefusal(byDictionary) ? desk.Received.GetValue(desk.Loaded.Agent) is null : IsValid(tool);
        var slowly = desk.Loaded.CallSlowlyAsync(tool, arguments).AsTask().GetAwaiter().GetResult()?.ToString();
        var byBytes = Utf8(tool, Encoding.UTF8.GetBytes(arguments));
        return isValid && byDictionary == slowly && (IsRefusal(byDictionary) ? byBytes == byDictionary : !IsRefusal(byBytes));
    }, runs: 2_000);

    [Fact]
    public void AnyBytes_AreRefusedOrRead() => Check(Gen.Elements(desk.Tools).Zip(AnyJson(2)).Zip(Gen.Choose(0, 40)), sent =>
    {
        ((var tool, var json), var length) = sent;
        var whole = Encoding.UTF8.GetBytes("{\"value\":" + json + "}");
        var cut = whole[..Math.Min(length, whole.Length)];
        desk.Received.SetValue(desk.Loaded.Agent, null);
        return Utf8(tool, cut).Length > 0 && (cut.Length is 0 || cut.Length == whole.Length || desk.Received.GetValue(desk.Loaded.Agent) is null);
    }, runs: 2_000);

    private bool IsValid(string tool) => (tool, desk.Received.GetValue(desk.Loaded.Agent)) switch
    {
        ("ranged", var value) => value is >= 1 and <= 100,
        ("short_text", var value) => value is string { Length: >= 2 and <= 4 },
        ("double", var value) => value is double number && double.IsFinite(number),
        ("day", var value) => value is DayOfWeek day && Enum.IsDefined(day),
        ("text", var value) => value is string text && IsUnicode(text),
        (_, var value) => value is not null,
    };

    private static bool IsRefusal(string? answer) => answer?.StartsWith("{\"error\":\"invalid_arguments\"", StringComparison.Ordinal) == true;

    // As JSON, by the platform's own writer; then what the tool answered, sent to it again.
    private void ComesBack<T>(string tool, Gen<T> values) => Check(values, value =>
    {
        var answer = desk.Loaded.CallAsync(tool, "{\"value\":" + JsonSerializer.Serialize(value, Json) + "}").AsTask().GetAwaiter().GetResult() is { } result ? JsonSerializer.Serialize(result, Json) : "null";
        var isRead = AreEqual(value, desk.Received.GetValue(desk.Loaded.Agent));
        desk.Received.SetValue(desk.Loaded.Agent, null);
        Utf8(tool, Encoding.UTF8.GetBytes("{\"value\":" + answer + "}"));
        return isRead && AreEqual(value, desk.Received.GetValue(desk.Loaded.Agent));
    });

    private string Utf8(string tool, byte[] arguments)
    {
        ArrayBufferWriter<byte> result = new();
        ((TransferTool)desk.Loaded.Tool(tool)).InvokeUtf8Async(arguments, result).AsTask().GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(result.WrittenSpan);
    }

    private static bool AreEqual(object? one, object? other) => (one, other) switch
    {
        (DateTime left, DateTime right) => left == right && left.Kind == right.Kind,
        (DateTimeOffset left, DateTimeOffset right) => left.EqualsExact(right),
        (IDictionary left, IDictionary right) => left.Count == right.Count && left.Keys.Cast<object>().All(key => AreEqual(left[key], right[key])),
        (string left, string right) => left == right,
        (IEnumerable left, IEnumerable right) => left.Cast<object?>().Zip(right.Cast<object?>()).All(pair => AreEqual(pair.First, pair.Second)) && left.Cast<object?>().Count() == right.Cast<object?>().Count(),
        _ => Equals(one, other),
    };

    private static Gen<JsonNode> Orders(int depth) =>
        from id in Any<Guid>()
        from note in Texts
        from amount in Any<decimal>()
        from tags in Texts.ArrayOf()
        from hasNext in Any<bool>()
        from next in depth > 0 && hasNext ? Orders(depth - 1) : Gen.Constant<JsonNode>(null!)
        select (JsonNode)new JsonObject
        {
            ["id"] = id.ToString(),
            ["note"] = note,
            ["amount"] = JsonNode.Parse(amount.ToString(CultureInfo.InvariantCulture)),
            ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode?)tag)]),
            ["next"] = next?.DeepClone(),
        };

    private static Gen<string> AnyJson(int depth)
    {
        Gen<string> scalars = Gen.OneOf(
            Gen.Elements(
                "null", "true", "false", "0", "1", "-1", "1.5", "1e400", "-0", "1e-400", "18446744073709551616", "99999999999999999999999999999999", "\"\"", "\" \"", "\"\\ud83d\"", "\"\\u0000\"",
                "\"NaN\"", "\"Infinity\"", "\"5\"", "\"true\"", "\"Monday\"", "\"P1D\"", "\"01:30:00\"", "\"2030-12-31\"", "\"24:00:00\"", "\"{\"", "\"[\"", "\"[1,\\\"2\\\"]\"", "\"{\\\"a\\\":1}\"", "\"AQID\""),
            Any<int>().Select(number => number.ToString(CultureInfo.InvariantCulture)),
            Any<double>().Where(double.IsFinite).Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
            Texts.Select(text => JsonSerializer.Serialize(text)));
        if (depth == 0)
            return scalars;
        Gen<string> keys = Gen.OneOf(Gen.Elements("\"id\"", "\"ID\"", "\"i_d\"", "\"note\"", "\"amount\"", "\"tags\"", "\"next\"", "\"\\ud83d\"", "\"\""), Texts.Select(text => JsonSerializer.Serialize(text)));
        return Gen.OneOf(
            scalars,
            AnyJson(depth - 1).ListOf().Select(items => "[" + string.Join(",", items.Take(4)) + "]"),
            keys.Zip(AnyJson(depth - 1)).ListOf().Select(pairs => "{" + string.Join(",", pairs.Take(5).Select(pair => pair.Item1 + ":" + pair.Item2)) + "}"));
    }

    private static bool IsUnicode(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar || text.Contains('\ufffd', StringComparison.Ordinal))
        && text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static Gen<T> Any<T>() => ArbMap.Default.GeneratorFor<T>();

    private static void Check<T>(Gen<T> values, Func<T, bool> holds, int runs = 200) => Prop.ForAll(values.ToArbitrary(), holds).Check(Runs.WithMaxTest(runs));

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using System.ComponentModel.DataAnnotations;
            using System.IO;
            using System.Text.Json;
            using WarmTransfer;

            public sealed record Order(Guid Id, string Note, decimal Amount, string[] Tags, Order? Next);

            [TransferAgent]
            public partial class Desk
            {
                public object? Received;

                private T Keep<T>(T value) { Received = value; return value; }

                [TransferTool] private sbyte SByte(sbyte value) => Keep(value);
                [TransferTool] private byte Byte(byte value) => Keep(value);
                [TransferTool] private short Short(short value) => Keep(value);
                [TransferTool] private int Int(int value) => Keep(value);
                [TransferTool] private uint UInt(uint value) => Keep(value);
                [TransferTool] private long Long(long value) => Keep(value);
                [TransferTool] private ulong ULong(ulong value) => Keep(value);
                [TransferTool] private double Double(double value) => Keep(value);
                [TransferTool] private float Float(float value) => Keep(value);
                [TransferTool] private decimal Decimal(decimal value) => Keep(value);
                [TransferTool] private string Text(string value) => Keep(value);
                [TransferTool] private char Char(char value) => Keep(value);
                [TransferTool] private bool Bool(bool value) => Keep(value);
                [TransferTool] private Guid Guid(Guid value) => Keep(value);
                [TransferTool] private Uri Uri(Uri value) => Keep(value);
                [TransferTool] private byte[] Bytes(byte[] value) => Keep(value);
                [TransferTool] private DayOfWeek Day(DayOfWeek value) => Keep(value);
                [TransferTool] private FileAccess Access(FileAccess value) => Keep(value);
                [TransferTool] private DateTime DateTime(DateTime value) => Keep(value);
                [TransferTool] private DateTimeOffset Offset(DateTimeOffset value) => Keep(value);
                [TransferTool] private DateOnly Date(DateOnly value) => Keep(value);
                [TransferTool] private TimeOnly Time(TimeOnly value) => Keep(value);
                [TransferTool] private TimeSpan Span(TimeSpan value) => Keep(value);
                [TransferTool] private int[] Ints(int[] value) => Keep(value);
                [TransferTool] private IReadOnlyList<string> Texts(IReadOnlyList<string> value) => Keep(value);
                [TransferTool] private int?[] Maybes(int?[] value) => Keep(value);
                [TransferTool] private HashSet<int> Set(HashSet<int> value) => Keep(value);
                [TransferTool] private Dictionary<string, decimal> Map(Dictionary<string, decimal> value) => Keep(value);
                [TransferTool] private int[][] Table(int[][] value) => Keep(value);
                [TransferTool] private Order Order(Order value) => Keep(value);
                [TransferTool] private JsonElement Any(JsonElement value) => Keep(value);
                [TransferTool] private int Ranged([Range(1, 100)] int value) => Keep(value);
                [TransferTool] private string ShortText([Length(2, 4)] string value) => Keep(value);
            }
            """);

        internal System.Reflection.FieldInfo Received => Loaded.Agent.GetType().GetField("Received")!;

        internal string[] Tools => [.. Loaded.Tools.Select(tool => tool.Name).Except(["connect_to_caller", "decline_transfer", "voicemail_detected"], StringComparer.Ordinal)];
    }
}
