using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace WarmTransfer.Generators.Tests;

/// <summary>What is special about arguments that come as raw JSON; what they may hold is in <see cref="BindingTests"/>.</summary>
public sealed class Utf8CallTests(Utf8CallTests.Desk desk) : IClassFixture<Utf8CallTests.Desk>
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"other":{"a":[1]}}""")]
    public async Task Arguments_WithNothing_AreDefaults(string json) => Assert.Equal((true, "\"5 none\""), await desk.Loaded.CallUtf8Async("maybe", json));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("nothing")]
    [InlineData("""{"count":5""")]
    [InlineData("""{"count":}""")]
    [InlineData("""{"count":[1,}""")]
    [InlineData("""{"count":5} {}""")]
    [InlineData("""{"other":[""")]
    public async Task Arguments_ThatAreNoObject_AreRefusedAsAWhole(string json)
    {
        foreach (var tool in new[] { "maybe", "sum", "dictionary" })
        {
            (var succeeded, var answer) = await desk.Loaded.CallUtf8Async(tool, json);

            Assert.False(succeeded);
            JsonElement problem = Assert.Single(JsonElement.Parse(answer).GetProperty("problems").EnumerateArray());
            Assert.Equal("arguments", problem.GetProperty("parameter").GetString());
        }
    }

    [Fact]
    public async Task Arguments_WithBrokenText_AreRefused()
    {
        byte[] json = [.. "{\"note\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        ArrayBufferWriter<byte> result = new();

        Assert.False(await ((TransferTool)desk.Loaded.Tool("maybe")).InvokeUtf8Async(json, result));

        Assert.Contains("\"parameter\":\"note\"", Encoding.UTF8.GetString(result.WrittenSpan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"\ud83d":1,"count":7}""", "\"7 none\"")]
    [InlineData("""{"COUNT":7}""", "\"7 none\"")]
    [InlineData("""{"count":1,"count":7,"note":"a"}""", "\"7 a\"")]
    [InlineData("""{"why":{"count":1},"NOTE":"a","count":7}""", "\"7 a\"")]
    [InlineData("""{"_no_te":"a","count":7,"warum nicht?":"größer"}""", "\"7 a\"")]
    [InlineData("""{"NOTE":"a","Note":"b","count":7}""", "\"7 none\"")]
    [InlineData("""{"note":"a","NOTE":"b","why":1}""", "\"5 a\"")]
    [InlineData("""{"________________________________________________________________________________________________________________________________note":"a"}""", "\"5 a\"")]
    public async Task Names_OfAnyKind_AreRead(string json, string answer) => Assert.Equal((true, answer), await desk.Loaded.CallUtf8Async("maybe", json));

    [Theory]
    [InlineData("nothing", "\"Done.\"")]
    [InlineData("nothing_later", "\"Done.\"")]
    [InlineData("say", "\"\\\"é\\\"\"")]
    [InlineData("say_later", "\"later\"")]
    [InlineData("say_nothing", "null")]
    [InlineData("numbers", "[1,2]")]
    [InlineData("numbers_later", "[1,2]")]
    [InlineData("raw", "{\"a\":1}")]
    [InlineData("show", """{"$type":"text","text":"hello"}""")]
    public async Task Result_OfEachShape_IsJson(string tool, string json)
    {
        (var succeeded, var answer) = await desk.Loaded.CallUtf8Async(tool, "{}");

        Assert.True(succeeded);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(answer)), answer);
    }

    [Theory]
    [InlineData("fail", "internal_error")]
    [InlineData("fail_later", "internal_error")]
    [InlineData("fail_while_writing", "internal_error")]
    [InlineData("refuse", "refused")]
    [InlineData("dictionary_fails", "internal_error")]
    public async Task Failure_OfTheTool_IsAnsweredAndReported(string tool, string error)
    {
        (var succeeded, var answer) = await desk.Loaded.CallUtf8Async(tool, "{}");

        Assert.False(succeeded);
        Assert.Equal(error, JsonElement.Parse(answer).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Result_AfterOneThatCouldNotBeWritten_IsWhole()
    {
        await desk.Loaded.CallUtf8Async("fail_while_writing", "{}");

        Assert.Equal((true, "[1,2]"), await desk.Loaded.CallUtf8Async("numbers", "{}"));
    }

    [Fact]
    public async Task Dictionary_ForAToolThatAsksForIt_HoldsTheArguments()
    {
        Assert.Equal((true, "\"a=1,b=[2] True\""), await desk.Loaded.CallUtf8Async("dictionary", """{"a":1,"b":[2]}""", new ServiceCollection().BuildServiceProvider()));
    }

    [Fact]
    public async Task Services_ArePassed()
    {
        ServiceProvider services = new ServiceCollection().AddSingleton<IFormatProvider>(System.Globalization.CultureInfo.InvariantCulture).BuildServiceProvider();

        Assert.Equal((true, "true"), await desk.Loaded.CallUtf8Async("use", "{}", services));
        Assert.False((await desk.Loaded.CallUtf8Async("use", "{}")).Succeeded);
    }

    [Fact]
    public async Task Cancellation_ThatWasAskedFor_IsThrownAndWritesNothing()
    {
        using CancellationTokenSource source = new();
        ArrayBufferWriter<byte> result = new();
        ValueTask<bool> call = ((TransferTool)desk.Loaded.Tool("wait")).InvokeUtf8Async("{}"u8.ToArray(), result, null, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        Assert.Equal(0, result.WrittenCount);
    }

    [Fact]
    public async Task BuiltInTool_TakesRawJson()
    {
        LoadedAgent loaded = Desk.Load();

        Assert.Equal((true, "\"declined\""), await loaded.CallUtf8Async("decline_transfer", """{"reason":"busy"}"""));
        Assert.Equal((true, "\"declined\""), await loaded.CallUtf8Async("decline_transfer", """{"Reason":5}"""));
        Assert.False((await loaded.CallUtf8Async("decline_transfer", "{}")).Succeeded);
        Assert.True((await loaded.CallUtf8Async("voicemail_detected", "")).Succeeded);
        Assert.True((await loaded.CallUtf8Async("connect_to_caller", "{}")).Succeeded);
        Assert.Equal(["decline: busy", "decline: 5", "voicemail", "connect"], loaded.Control.Asked);
    }

    [Theory]
    [InlineData("decline_transfer")]
    [InlineData("voicemail_detected")]
    [InlineData("connect_to_caller")]
    public async Task BuiltInTool_CalledWithBrokenJson_IsNotCalled(string tool)
    {
        LoadedAgent loaded = Desk.Load();

        Assert.False((await loaded.CallUtf8Async(tool, """{"reason":""")).Succeeded);

        Assert.Empty(loaded.Control.Asked);
    }

    [Fact]
    public async Task Parameters_MoreThanTheFastPathCounts_AreAllRead()
    {
        var parameters = string.Join(", ", Enumerable.Range(0, 65).Select(i => $"int p{i}"));
        var sum = string.Join(" + ", Enumerable.Range(0, 65).Select(i => $"p{i}"));
        LoadedAgent loaded = LoadedAgent.Create($$"""
            using WarmTransfer;

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] private int Sum({{parameters}}) => {{sum}};
            }
            """);
        var json = "{" + string.Join(",", Enumerable.Range(0, 65).Select(i => $"\"p{i}\":{i}")) + "}";

        Assert.Equal((true, "2080"), await loaded.CallUtf8Async("sum", json));
    }

    [Fact]
    public async Task Result_Missing_IsNamed()
        => Assert.Equal("result", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await ((TransferTool)desk.Loaded.Tool("nothing")).InvokeUtf8Async(default, null!))).ParamName);

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = Load();

        internal static LoadedAgent Load() => LoadedAgent.Create("""
            using System.Text.Json;
            using Microsoft.Extensions.AI;
            using WarmTransfer;

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool] private string Maybe(int count = 5, string? note = null) => count + " " + (note ?? "none");
                [TransferTool] private int Sum(int[] count) => count.Sum();
                [TransferTool] private string Dictionary(AIFunctionArguments arguments) => string.Join(",", arguments.Select(pair => pair.Key + "=" + pair.Value)) + " " + (arguments.Services is not null);
                [TransferTool] private void DictionaryFails(AIFunctionArguments arguments) => throw new InvalidOperationException();
                [TransferTool] private void Nothing() { }
                [TransferTool] private async Task NothingLater() => await Task.Yield();
                [TransferTool] private string Say() => "\"é\"";
                [TransferTool] private async Task<string> SayLater() { await Task.Yield(); return "later"; }
                [TransferTool] private string? SayNothing() => null;
                [TransferTool] private int[] Numbers() => [1, 2];
                [TransferTool] private async ValueTask<int[]> NumbersLater() { await Task.Yield(); return [1, 2]; }
                [TransferTool] private JsonElement Raw() => JsonElement.Parse("{\"a\":1}");
                [TransferTool] private AIContent Show() => new TextContent("hello");
                [TransferTool] private void Fail() => throw new InvalidOperationException("password=1");
                [TransferTool] private async Task FailLater() { await Task.Yield(); throw new InvalidOperationException("password=1"); }
                [TransferTool] private IEnumerable<int> FailWhileWriting() { yield return 1; throw new InvalidOperationException("password=1"); }
                [TransferTool] private void Refuse() => throw new TransferToolException("No.");
                [TransferTool] private bool Use([FromServices] IFormatProvider formats) => formats is not null;
                [TransferTool] private Task Wait(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
            }
            """);
    }
}
