using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>A call allocates the strings it hands over, and nothing else.</summary>
public sealed class AllocationTests(AllocationTests.Desk desk) : IClassFixture<AllocationTests.Desk>
{
    // "+15105550123": header, type, length, 12 characters and the end, rounded up to 8.
    private const int NumberBytes = 48;

    // "tea": the same with 3 characters.
    private const int TeaBytes = 32;

    // Header, type, length, and three numbers of 4 bytes, rounded up to 8.
    private const int ThreeNumbersBytes = 40;

    // Header, type, its array, its size and its version.
    private const int ListBytes = 32;

    // Header, type, and what it has: a string, a decimal, a number that may be null.
    private const int LineBytes = 16 + 8 + 16 + 8;

    // Header, type, a string, an array, an object, a date, an instant.
    private const int OrderBytes = 16 + 8 + 8 + 8 + 8 + 16;

    // Header, type, length, and two references.
    private const int TwoReferencesBytes = 24 + 16;

    private const string Order = """{"id":"tea","lines":[{"product":"tea","amount":1.5,"count":null},{"product":"tea","amount":2,"count":3}],"next":null,"day":"2030-12-31","at":"2030-12-31T17:30:00+01:00"}""";

    public static TheoryData<string, string, int> Calls() => new()
    {
        { "nothing", "{}", 0 },
        { "book", """{"number":"+15105550123","hour":14,"topic":"Repair","urgent":true}""", NumberBytes },
        { "book", """{"urgent":false,"topic":"Billing","hour":-1,"number":"+15105550123"}""", NumberBytes },
        { "measure", """{"length":1.5,"width":2.25,"count":9007199254740993,"maybe":7}""", 0 },
        { "measure", """{"length":1,"width":2,"count":3,"maybe":null}""", 0 },
        { "measure", """{"length":1,"width":2,"count":3}""", 0 },
        { "stamp", """{"day":"2030-12-31","time":"17:30","at":"2030-12-31T17:30:00+01:00","moment":"2030-12-31T17:30:00Z","span":"PT1H30M"}""", 0 },
        { "stamp", """{"day":"2030-12-31","time":"17:30:00","at":"2030-12-31T17:30:00.5Z","moment":"2030-12-31","span":"-P1DT0.5S"}""", 0 },
        { "mark", """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","key":"#","access":["Read","Write"],"maybe":"Read"}""", 0 },
        { "mark", """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","key":"5","access":"Read","maybe":null}""", 0 },
        { "sum", """{"value":[1,22,333]}""", ThreeNumbersBytes },
        { "sum", """{"value":[]}""", 0 },
        { "sum", """{"value":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22]}""", 24 + (22 * sizeof(int)) },
        { "list", """{"value":[1,22,333]}""", ListBytes + ThreeNumbersBytes },
        { "line", """{"value":{"product":"tea","amount":1.5,"count":7}}""", LineBytes + TeaBytes },
        { "line", """{"value":{"count":7,"amount":1.5,"product":"tea","extra":[{}]}}""", LineBytes + TeaBytes },
        { "order", $$"""{"value":{{Order}}}""", OrderBytes + TeaBytes + TwoReferencesBytes + (2 * (LineBytes + TeaBytes)) },
        { "point", """{"value":{"x":1,"y":2}}""", 0 },
        { "limit", """{"last":3}""", 0 },
    };

    // What the tool does not have could be what was left out, under another name.
    public static TheoryData<string, string, int> CallsWithOthers() => new()
    {
        { "measure", """{"length":1,"width":2,"count":3,"why":"because","who":{"name":"Ann"}}""", 0 },
        { "limit", """{"last":3,"why":"because"}""", 0 },
        { "limit", """{"last":3,"begründung":"weil","wer":{"first":1,"all":[false]}}""", 0 },
        { "limit", """{"reason":"because"}""", 0 },
        { "line", """{"value":{"amount":1.5,"product":"tea","why":{"count":7}}}""", LineBytes + TeaBytes },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    [MemberData(nameof(CallsWithOthers))]
    public void Call_FromADictionary_AllocatesItsStrings(string tool, string json, int bytes)
    {
        AIFunction function = desk.Loaded.Tool(tool);
        AIFunctionArguments arguments = [];
        foreach (JsonProperty property in JsonElement.Parse(json).EnumerateObject())
            arguments[property.Name] = property.Value;

        Assert.Equal(bytes, Allocated(() => Ended(function.InvokeAsync(arguments))));
    }

    [Fact]
    public void Call_FromADictionaryOfValues_AllocatesNothing()
    {
        AIFunction function = desk.Loaded.Tool("measure");
        AIFunctionArguments arguments = new() { ["length"] = 1.5, ["width"] = 2.5m, ["count"] = 3L, ["maybe"] = 4 };

        Assert.Equal(0, Allocated(() => Ended(function.InvokeAsync(arguments))));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    [MemberData(nameof(CallsWithOthers))]
    public void Call_FromRawJson_AllocatesItsStrings(string tool, string json, int bytes)
    {
        TransferTool function = (TransferTool)desk.Loaded.Tool(tool);
        var arguments = Encoding.UTF8.GetBytes(json);
        ArrayBufferWriter<byte> result = new(1024);

        Assert.Equal(bytes, Allocated(() =>
        {
            result.ResetWrittenCount();
            Ended(function.InvokeUtf8Async(arguments, result));
        }));
    }

    [Fact]
    public void Call_FromRawJson_WritesNumbersWithoutAllocating()
    {
        TransferTool function = (TransferTool)desk.Loaded.Tool("count");
        ArrayBufferWriter<byte> result = new(1024);

        Assert.Equal(0, Allocated(() =>
        {
            result.ResetWrittenCount();
            Ended(function.InvokeUtf8Async(default, result));
        }));
    }

    private static double Allocated(Action call)
    {
        const int Calls = 50;
        for (var i = 0; i < Calls; i++)
            call();

        // The least of several: the runtime recompiles methods while they run, and now and then on this thread.
        var least = double.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
                call();
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls);
        }

        return least;
    }

    private static void Ended<T>(ValueTask<T> call)
    {
        Assert.True(call.IsCompletedSuccessfully);
        if (call.Result is JsonElement or false)
            Assert.Fail("The call was refused.");
    }

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = LoadedAgent.Create("""
            using System.IO;
            using WarmTransfer;

            public enum Topic { Billing, Repair, Other }

            public sealed record Line(string Product, decimal Amount, int? Count);
            public sealed record Order(string Id, Line[] Lines, Order? Next, DateOnly Day, DateTimeOffset At);
            public readonly record struct Point(int X, int Y);

            [TransferAgent]
            public partial class Desk
            {
                private static readonly int[] Numbers = [1, 22, 333];

                [TransferTool] private void Nothing() { }
                [TransferTool] private string Book(string number, int hour, Topic topic, bool urgent) => "Booked.";
                [TransferTool] private void Measure(double length, decimal width, long count, int? maybe = 5) { }
                [TransferTool] private void Limit(int? first = null, bool all = true, int last = 0) { }
                [TransferTool] private int Count() => Numbers.Length;
                [TransferTool] private void Stamp(DateOnly day, TimeOnly time, DateTimeOffset at, DateTime moment, TimeSpan span) { }
                [TransferTool] private void Mark(Guid id, char key, FileAccess access, FileAccess? maybe) { }
                [TransferTool] private void Sum(int[] value) { }
                [TransferTool] private void List(IReadOnlyList<int> value) { }
                [TransferTool] private void Line(Line value) { }
                [TransferTool] private void Order(Order value) { }
                [TransferTool] private void Point(Point value) { }
            }
            """, optimize: true);
    }
}
