namespace WarmTransfer.Generators.Tests.Differential;

/// <summary>Types, what is sent for them, and what is returned.</summary>
internal static class DifferentialTable
{
    // Sent to every parameter, whatever its type.
    private static readonly string?[] EveryShape = [null, "null", "5", "5.5", "true", "\"\"", "\"x\"", "\"5\"", "[]", "{}"];

    // The parameter as it is declared, and what is worth sending to it beside every shape.
    private static readonly (string Tool, string Parameter, string[] Json)[] Parameters =
    [
        ("text", "string value", ["\"a b\"", "\"\\ud83d\\ude00\"", "12345678901234567890"]),
        ("maybe_text", "string? value", ["\"a\""]),
        ("default_text", "string value = \"none\"", ["\"a\""]),
        ("default_null", "string? value = null", ["\"a\""]),
        ("character", "char value", ["\"ab\""]),
        ("boolean", "bool value", ["false", "\"true\"", "\"no\"", "1", "0"]),
        ("maybe_boolean", "bool? value", ["false"]),
        ("default_boolean", "bool value = true", ["false"]),
        ("small", "byte value", ["255", "256", "-1"]),
        ("integer", "int value", ["-5", "5.0", "5e1", "\" 5 \"", "2147483647", "2147483648", "\"five\""]),
        ("maybe_integer", "int? value", ["7"]),
        ("default_integer", "int value = 9", ["7"]),
        ("big", "long value", ["9007199254740993", "9223372036854775808"]),
        ("unsigned", "ulong value", ["18446744073709551615", "-1"]),
        ("real", "double value", ["1e3", "1e400", "\"NaN\"", "\"1.5\"", "-0.5"]),
        ("single", "float value", ["1e39", "0.5"]),
        ("money", "decimal value", ["0.10", "1e30", "\"1,5\""]),
        ("default_money", "decimal value = 2.50m", ["0.10"]),
        ("mood", "Mood value", ["\"Calm\"", "\"calm\"", "\"very-angry\"", "\"Angry\"", "2", "9", "\"Joyful\""]),
        ("maybe_mood", "Mood? value", ["\"Calm\""]),
        ("default_mood", "Mood value = global::Mood.Angry", ["\"Calm\""]),
        ("rights", "Rights value", ["[\"Read\",\"Write\"]", "\"Read\"", "\"Read, Write\"", "3", "8"]),
        ("id", "Guid value", ["\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "\"{0f8fad5b-d9cb-469f-a165-70867728950e}\"", "\"0f8fad5bd9cb469fa16570867728950e\""]),
        ("address", "Uri value", ["\"https://example.com/a\"", "\"/a\""]),
        ("moment", "DateTime value", ["\"2026-11-22T10:00:00Z\"", "\"2026-11-22T10:00:00\"", "\"2026-11-22\"", "\"22.11.2026\""]),
        ("instant", "DateTimeOffset value", ["\"2026-11-22T10:00:00+01:00\"", "\"2026-11-22T10:00:00Z\"", "\"tomorrow\""]),
        ("day", "DateOnly value", ["\"2026-11-22\"", "\"2026-02-30\"", "\"11/22/2026\""]),
        ("time", "TimeOnly value", ["\"10:00:00\"", "\"10:00\"", "\"25:00\""]),
        ("duration", "TimeSpan value", ["\"01:30:00\"", "\"PT1H30M\"", "\"1.00:00:00\"", "90"]),
        ("bytes", "byte[] value", ["\"AQID\"", "\"AQI\"", "[1,2,3]"]),
        ("numbers", "int[] value", ["[1,2]", "[1,\"2\"]", "[1,null]", "\"[1,2]\"", "[1,2.5]"]),
        ("words", "List<string> value", ["[\"a\",\"b\"]", "[\"a\",5]", "[\"a\",null]"]),
        ("maybe_words", "IReadOnlyList<string>? value", ["[\"a\"]"]),
        ("unique", "HashSet<int> value", ["[1,1,2]"]),
        ("map", "Dictionary<string, int> value", ["{\"a\":1}", "{\"a\":\"1\"}", "{\"a\":null}", "\"{\\\"a\\\":1}\""]),
        ("json", "JsonElement value", ["{\"a\":[1]}"]),
        ("point", "Point value", ["{\"x\":1,\"y\":2}", "{\"x\":1}", "{\"X\":1,\"Y\":2}", "{\"x\":\"1\",\"y\":2,\"z\":3}", "{\"x\":null,\"y\":2}", "\"{\\\"x\\\":1,\\\"y\\\":2}\""]),
        ("order", "Order value", ["{\"id\":\"a\",\"lines\":[{\"x\":1,\"y\":2}]}", "{\"id\":\"a\"}", "{\"id\":null,\"lines\":[]}", "{\"id\":\"a\",\"lines\":[{}]}"]),
        ("maybe_point", "Point? value", ["{\"x\":1,\"y\":2}"]),
        ("in_range", "[Range(1, 10)] int value", ["1", "10", "0", "11"]),
        ("short_text", "[StringLength(3, MinimumLength = 2)] string value", ["\"ab\"", "\"a\"", "\"abcd\""]),
        ("pattern", "[RegularExpression(\"^[0-9]+$\")] string value", ["\"123\"", "\"12a\""]),
        ("few", "[MaxLength(2)] int[] value", ["[1,2]", "[1,2,3]"]),
    ];

    // What is returned, as a return type and an expression.
    private static readonly (string Tool, string Type, string Expression)[] Results =
    [
        ("return_nothing", "void", "{ }"),
        ("return_task", "Task", "=> Task.CompletedTask;"),
        ("return_text", "string", "=> \"a \\\"b\\\" é\";"),
        ("return_null", "string?", "=> null;"),
        ("return_integer", "int", "=> 5;"),
        ("return_later", "Task<int>", "=> Task.FromResult(5);"),
        ("return_value_task", "ValueTask<bool>", "=> new(true);"),
        ("return_real", "double", "=> 0.1;"),
        ("return_nan", "double", "=> double.NaN;"),
        ("return_money", "decimal", "=> 10.50m;"),
        ("return_mood", "Mood", "=> global::Mood.Angry;"),
        ("return_id", "Guid", "=> Guid.Empty;"),
        ("return_instant", "DateTimeOffset", "=> new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(1));"),
        ("return_moment", "DateTime", "=> new(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc);"),
        ("return_day", "DateOnly", "=> new(2026, 11, 22);"),
        ("return_time", "TimeOnly", "=> new(10, 5);"),
        ("return_duration", "TimeSpan", "=> TimeSpan.FromMinutes(90);"),
        ("return_address", "Uri", "=> new(\"https://example.com/a\");"),
        ("return_bytes", "byte[]", "=> [1, 2, 3];"),
        ("return_numbers", "int[]", "=> [1, 2];"),
        ("return_words", "IReadOnlyList<string>", "=> [\"a\", \"<é>\"];"),
        ("return_map", "Dictionary<string, int>", "=> new() { [\"a b\"] = 1 };"),
        ("return_point", "Point", "=> new(1, 2);"),
        ("return_order", "Order", "=> new() { Id = \"a\", Lines = [new(1, 2)] };"),
        ("return_json", "JsonElement", "=> JsonElement.Parse(\"{\\\"a\\\":1}\");"),
        ("throw_refusal", "void", "=> throw new TransferToolException(\"The account is closed.\");"),
        ("throw_other", "void", "=> throw new InvalidOperationException(\"password=1\");"),
    ];

    public static IEnumerable<DifferentialCase> Cases =>
    [
        .. Parameters.SelectMany(row => EveryShape.Concat(row.Json).Distinct(StringComparer.Ordinal).Select(json => new DifferentialCase(row.Tool, DifferentialAspect.Binding, json))),
        .. Parameters.Select(row => new DifferentialCase(row.Tool, DifferentialAspect.Schema)),
        .. Results.Select(row => new DifferentialCase(row.Tool, DifferentialAspect.Result)),
    ];

    /// <summary>An agent with a method for each row. What a method got, it returns as text.</summary>
    public static string Source => $$"""
        using System.ComponentModel.DataAnnotations;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using WarmTransfer;

        public enum Mood { Calm, [JsonStringEnumMemberName("very-angry")] Angry = 2 }

        [Flags]
        public enum Rights { None = 0, Read = 1, Write = 2 }

        public record Point(int X, int Y);

        public sealed class Order
        {
            public required string Id { get; init; }
            public List<Point> Lines { get; init; } = [];
        }

        [TransferAgent]
        public partial class Desk
        {
            private static readonly JsonSerializerOptions Shown = new() { Converters = { new JsonStringEnumConverter() } };

            private static string Show<T>(T value) => JsonSerializer.Serialize(value, Shown);

        {{string.Join('\n', Parameters.Select(row => $"    [TransferTool(Name = \"{row.Tool}\")] public string {Method(row.Tool)}({row.Parameter}) => Show(value);"))}}
        {{string.Join('\n', Results.Select(row => $"    [TransferTool(Name = \"{row.Tool}\")] public {row.Type} {Method(row.Tool)}() {row.Expression}"))}}
        }
        """;

    public static string Method(string tool) => "Do_" + tool;
}
