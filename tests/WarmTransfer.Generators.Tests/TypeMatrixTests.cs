namespace WarmTransfer.Generators.Tests;

/// <summary>Every type that a tool can take, in every place it can stand in, sent through both entries and back.</summary>
public sealed class TypeMatrixTests(TypeMatrixTests.Desk desk) : IClassFixture<TypeMatrixTests.Desk>
{
    // As C#, and a value as it is written, so that it comes back as it was sent.
    private static readonly (string Type, string Json)[] Types =
    [
        ("string", "\"a \\\"b\\\" ö\""),
        ("char", "\"#\""),
        ("bool", "true"),
        ("sbyte", "-128"),
        ("byte", "255"),
        ("short", "-32768"),
        ("ushort", "65535"),
        ("int", "-2147483648"),
        ("uint", "4294967295"),
        ("long", "9007199254740993"),
        ("ulong", "18446744073709551615"),
        ("nint", "-5"),
        ("nuint", "5"),
        ("Int128", "-170141183460469231731687303715884105728"),
        ("UInt128", "340282366920938463463374607431768211455"),
        ("float", "0.1"),
        ("double", "-1E+300"),
        ("decimal", "0.10"),
        ("Mood", "\"very-angry\""),
        ("Rights", "[\"Read\",\"Write\"]"),
        ("Guid", "\"0f8fad5b-d9cb-469f-a165-70867728950e\""),
        ("Uri", "\"https://example.com/a?b=c\""),
        ("DateTime", "\"2030-12-31T17:30:00.0000000Z\""),
        ("DateTimeOffset", "\"2030-12-31T17:30:00.0000000+01:00\""),
        ("DateOnly", "\"2030-12-31\""),
        ("TimeOnly", "\"17:30:00.0000000\""),
        ("TimeSpan", "\"P1DT1H30M\""),
        ("byte[]", "\"AQID\""),
        ("JsonElement", """{"a":[1,null]}"""),
        ("int[]", "[1,2]"),
        ("List<string>", "[\"a\"]"),
        ("IReadOnlyList<bool>", "[true]"),
        ("IEnumerable<Mood>", "[\"Calm\"]"),
        ("HashSet<int>", "[1]"),
        ("ISet<Guid>", "[\"0f8fad5b-d9cb-469f-a165-70867728950e\"]"),
        ("Dictionary<string, int>", """{"a":1}"""),
        ("IReadOnlyDictionary<string, TimeSpan>", """{"a":"PT1S"}"""),
        ("Line", """{"product":"tea","amount":1.5}"""),
        ("Order", """{"id":"a","lines":[{"product":"tea","amount":1.5}],"note":null}"""),
        ("Point", """{"x":1,"y":2}"""),
        ("Tree", """{"value":1,"children":[{"value":2,"children":[]}]}"""),
    ];

    // What is called so, where T is the type; and what it holds, where $ is the value.
    private static readonly (string Name, string Type, string Json)[] Places =
    [
        ("value", "T", "$"),
        ("maybe", "T?", "$"),
        ("none", "T?", "null"),
        ("array", "T[]", "[$,$]"),
        ("maybes", "T?[]", "[$,null]"),
        ("list", "List<T>", "[$]"),
        ("set", "HashSet<T>", "[$]"),
        ("map", "Dictionary<string, T>", """{"a":$}"""),
        ("record", "Box<T>", """{"value":$}"""),
        ("maybeRecord", "Box<T?>", """{"value":null}"""),
        ("nested", "Outer<T>", """{"inner":{"value":$},"all":[{"value":$}]}"""),
    ];

    public static TheoryData<string, string> Rows()
    {
        TheoryData<string, string> rows = [];
        foreach ((var type, var json) in Types)
            rows.Add(type, json);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Value_OfEachTypeInEachPlace_ComesBackThroughBothEntries(string type, string json)
    {
        var index = Array.IndexOf(Types, (type, json));
        var everywhere = $"{{{string.Join(',', Places.Select(place => $"\"{place.Name}\":{place.Json.Replace("$", json, StringComparison.Ordinal)}"))}}}";

        // An array of bytes is not one of numbers.
        if (type == "byte")
            everywhere = everywhere.Replace("[255,255]", "\"//8=\"", StringComparison.Ordinal);

        await AssertIsAnsweredAsync($"result{index}", $$"""{"value":{{json}}}""", json);
        await AssertIsAnsweredAsync($"everywhere{index}", everywhere, everywhere);
    }

    private async Task AssertIsAnsweredAsync(string tool, string arguments, string answer)
    {
        await desk.Loaded.CallBothAsync(tool, arguments);

        Assert.Equal((true, answer), await desk.Loaded.CallUtf8Async(tool, arguments));
    }

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create($$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using WarmTransfer;

            public enum Mood { Calm, [JsonStringEnumMemberName("very-angry")] Angry }
            [Flags] public enum Rights { None = 0, Read = 1, Write = 2 }
            public sealed record Line(string Product, decimal Amount);
            public sealed class Order { public required string Id { get; init; } public List<Line> Lines { get; init; } = []; public string? Note { get; set; } }
            public readonly record struct Point(int X, int Y);
            public sealed record Tree(int Value, Tree[] Children);
            public sealed class Box<T> { public required T Value { get; init; } }
            public sealed record Outer<T>(Box<T> Inner, IReadOnlyList<Box<T>> All);

            [TransferAgent]
            public partial class Desk
            {
                {{string.Join('\n', Types.Select((type, index) => Tools(type.Type, index)))}}
            }
            """);

        private static string Tools(string type, int index)
        {
            var declarations = string.Join(", ", Places.Select(place => $"{place.Type.Replace("T", type, StringComparison.Ordinal)} {place.Name}"));
            return $"""
                public sealed record All{index}({declarations});
                [TransferTool] private {type} Result{index}({type} value) => value;
                [TransferTool] private All{index} Everywhere{index}({declarations}) => new({string.Join(", ", Places.Select(place => place.Name))});
                """;
        }
    }
}
