using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>A call allocates the strings it hands over, and nothing else.</summary>
public sealed class AllocationTests(AllocationTests.Desk desk) : IClassFixture<AllocationTests.Desk>
{
    // "+15105550123": header, length, 12 characters and the end, rounded up to 8.
    private const int NumberBytes = 48;

    public static TheoryData<string, string, int> Calls() => new()
    {
        { "nothing", "{}", 0 },
        { "book", """{"number":"+15105550123","hour":14,"topic":"Repair","urgent":true}""", NumberBytes },
        { "book", """{"urgent":false,"topic":"Billing","hour":-1,"number":"+15105550123"}""", NumberBytes },
        { "measure", """{"length":1.5,"width":2.25,"count":9007199254740993,"maybe":7}""", 0 },
        { "measure", """{"length":1,"width":2,"count":3,"maybe":null}""", 0 },
        { "measure", """{"length":1,"width":2,"count":3}""", 0 },
    };

    [Theory]
    [MemberData(nameof(Calls))]
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
    public void Call_FromRawJson_AllocatesItsStrings(string tool, string json, int bytes)
    {
        TransferTool function = (TransferTool)desk.Loaded.Tool(tool);
        byte[] arguments = Encoding.UTF8.GetBytes(json);
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
        for (int i = 0; i < Calls; i++)
            call();

        // The least of several: the runtime compiles methods anew while they run, and now and then on this thread.
        double least = double.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
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
            using WarmTransfer;

            public enum Topic { Billing, Repair, Other }

            [TransferAgent]
            public partial class Desk
            {
                private static readonly int[] Numbers = [1, 22, 333];

                [TransferTool] private void Nothing() { }
                [TransferTool] private string Book(string number, int hour, Topic topic, bool urgent) => "Booked.";
                [TransferTool] private void Measure(double length, decimal width, long count, int? maybe = 5) { }
                [TransferTool] private int Count() => Numbers.Length;
            }
            """, optimize: true);
    }
}
