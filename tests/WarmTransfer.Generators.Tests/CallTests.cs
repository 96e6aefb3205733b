using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace WarmTransfer.Generators.Tests;

/// <summary>What a generated tool does with the call itself: services, failures, cancellation, the transfer.</summary>
public sealed class CallTests(CallTests.Desk desk) : IClassFixture<CallTests.Desk>
{
    [Theory]
    [InlineData("fail")]
    [InlineData("fail_later")]
    public async Task Exception_OfTheTool_IsNeutralForTheModelAndFullInTheLog(string tool)
    {
        LogRecorder log = new();
        AIFunctionArguments arguments = new() { Services = new Services(typeof(ILoggerFactory), log) };

        var answer = await desk.Loaded.CallAsync(tool, arguments);

        JsonElement failure = Assert.IsType<JsonElement>(answer);
        Assert.Equal("internal_error", failure.GetProperty("error").GetString());
        Assert.DoesNotContain("password", failure.ToString(), StringComparison.Ordinal);
        FakeLogRecord record = Assert.Single(log.Records);
        Assert.Equal(LogLevel.Error, record.Level);
        Assert.Contains(tool, record.Message, StringComparison.Ordinal);
        Assert.Equal("password=1", record.Exception!.Message);
    }

    [Fact]
    public async Task Exception_WithoutLogging_IsStillAnswered()
        => Assert.Contains("internal_error", await desk.Loaded.AnswerAsync("fail"), StringComparison.Ordinal);

    [Theory]
    [InlineData("refuse")]
    [InlineData("refuse_later")]
    public async Task TransferToolException_OfTheTool_ShowsItsMessage(string tool)
    {
        JsonElement failure = Assert.IsType<JsonElement>(await desk.Loaded.CallAsync(tool));

        Assert.Equal("refused", failure.GetProperty("error").GetString());
        Assert.Equal("The account is \"closed\".", failure.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Cancellation_ThatWasAskedFor_IsThrown()
    {
        using CancellationTokenSource source = new();
        ValueTask<object?> call = desk.Loaded.CallAsync("wait", [], source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
    }

    [Fact]
    public async Task Cancellation_BeforeTheCall_DoesNotCall()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await desk.Loaded.CallAsync("fail", [], source.Token));
    }

    [Fact]
    public async Task Cancellation_OfTheToolsOwn_IsAFailure()
        => Assert.Contains("internal_error", await desk.Loaded.AnswerAsync("time_out"), StringComparison.Ordinal);

    [Theory]
    [InlineData("nothing")]
    [InlineData("nothing_later")]
    [InlineData("nothing_value")]
    public async Task Result_OfNothing_IsAnAcknowledgement(string tool) => Assert.Equal("Done.", await desk.Loaded.CallAsync(tool));

    [Fact]
    public async Task Result_OfText_IsHandedOnAsItIs() => Assert.Equal("{\"not\":\"json\"}", Assert.IsType<string>(await desk.Loaded.CallAsync("say")));

    [Fact]
    public async Task Result_OfContent_IsHandedOnAsItIs() => Assert.Equal("hello", Assert.IsType<TextContent>(await desk.Loaded.CallAsync("show")).Text);

    [Fact]
    public async Task Services_AreInjected()
    {
        ServiceProvider services = new ServiceCollection().AddSingleton<IFormatProvider>(System.Globalization.CultureInfo.InvariantCulture)
            .AddKeyedSingleton<IComparable>("north", 5).BuildServiceProvider();

        var answer = await desk.Loaded.CallAsync("use", new AIFunctionArguments { Services = services, ["extra"] = 1 });

        Assert.Equal("True True True 1 5", answer);
    }

    [Fact]
    public async Task Services_WithKeysOfEveryType_AreFoundByTheirOwn()
    {
        ServiceProvider services = new ServiceCollection()
            .AddKeyedSingleton<IComparable>(5, "int").AddKeyedSingleton<IComparable>(5L, "long").AddKeyedSingleton<IComparable>((byte)5, "byte")
            .AddKeyedSingleton<IComparable>(5.0, "double").AddKeyedSingleton<IComparable>(5f, "float").AddKeyedSingleton<IComparable>(double.NaN, "NaN")
            .AddKeyedSingleton<IComparable>('5', "char").AddKeyedSingleton<IComparable>("5", "string").AddKeyedSingleton<IComparable>(true, "bool")
            .AddKeyedSingleton<IComparable>(DayOfWeek.Friday, "enum").AddKeyedSingleton<IComparable>(typeof(int), "type").BuildServiceProvider();

        Assert.Equal("int long byte double float NaN char string bool enum type", await desk.Loaded.CallAsync("use_numbers", new AIFunctionArguments { Services = services })
            + " " + await desk.Loaded.CallAsync("use_others", new AIFunctionArguments { Services = services }));
    }

    // An array equals no other, so no service has this key.
    [Fact]
    public async Task Services_WithAnArrayAsTheirKey_AreMissing()
        => Assert.Equal("none", await desk.Loaded.CallAsync("use_array", new AIFunctionArguments { Services = new ServiceCollection().AddKeyedSingleton<IComparable>(new[] { 1 }, "array").BuildServiceProvider() }));

    [Fact]
    public async Task Services_ThatAreMissing_AreNamedInTheLogOnly()
    {
        LogRecorder log = new();

        var answer = await desk.Loaded.CallAsync("use", new AIFunctionArguments { Services = new Services(typeof(ILoggerFactory), log) });

        Assert.DoesNotContain("IFormatProvider", answer!.ToString()!, StringComparison.Ordinal);
        Assert.Contains("System.IFormatProvider", Assert.Single(log.Records).Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_ThatAreOptionalAndMissing_AreNull() => Assert.Equal("none", await desk.Loaded.AnswerAsync("use_maybe"));

    [Fact]
    public async Task Control_OfTheConversation_IsInjected()
    {
        LoadedAgent loaded = Desk.Load();

        Assert.Equal("declined", await loaded.AnswerAsync("hand_back", """{"why":"busy"}"""));
        Assert.Equal(["decline: busy"], loaded.Control.Asked);
    }

    [Fact]
    public void Definition_HasTheConstantsOfTheAttribute()
        => Assert.Equal(new TransferAgentDefinition("Desk") { CallTo = "+15105550123", SipTrunkId = "ST_a", SipNumber = "+15105550100", AcceptDigit = "5", DeclineDigit = "", Persona = "clerk" }, desk.Loaded.Agent.Definition);

    [Fact]
    public void CreateTools_WithoutControl_NamesIt()
        => Assert.Equal("control", Assert.Throws<ArgumentNullException>(() => desk.Loaded.Agent.CreateTools(null!)).ParamName);

    [Fact]
    public void Tools_OfTheAgent_ComeBeforeTheBuiltInOnes()
        => Assert.Equal(["connect_to_caller", "decline_transfer", "voicemail_detected"], desk.Loaded.Tools.TakeLast(3).Select(tool => tool.Name));

    [Fact]
    public async Task Result_OfRecords_IsJson()
    {
        var json = await desk.Loaded.AnswerAsync("invoices");

        Assert.Equal(
            """[{"number":"é<1>","amount":10.50,"due":"2026-11-22","sent":"2026-11-22T20:00:00.0000000+01:00","id":"00000000-0000-0000-0000-000000000001","after":"PT1H30M","at":"13:05:00.0000000","payer":{"name":"Ada","tags":["a","b"]},"note":null,"counts":{"x":1},"state":"Over-due","ratio":"NaN"},null]""",
            json);
    }

    [Fact]
    public async Task Result_ThatContainsItself_IsAFailure()
        => Assert.Contains("internal_error", await desk.Loaded.AnswerAsync("endless"), StringComparison.Ordinal);

    public sealed class Desk
    {
        internal LoadedAgent Loaded { get; } = Load();

        internal static LoadedAgent Load() => LoadedAgent.Create("""
            using System.Text.Json.Serialization;
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using WarmTransfer;

            public enum State { Open, [JsonStringEnumMemberName("Over-due")] Overdue }

            public sealed class Circle
            {
                public Circle? Next => this;
            }

            public record Payer(string Name, string[] Tags);

            public sealed record Invoice(string Number, decimal Amount, DateOnly Due, DateTimeOffset Sent, Guid Id, TimeSpan After, TimeOnly At, Payer Payer, string? Note,
                IReadOnlyDictionary<string, int> Counts, State State, double Ratio);

            [TransferAgent(CallTo = "+15105550123", SipTrunkId = "ST_a", SipNumber = "+15105550100", AcceptDigit = "5", DeclineDigit = "", Persona = "clerk")]
            public partial class Desk
            {
                [TransferTool] public int Fail() => throw new InvalidOperationException("password=1");

                [TransferTool]
                public async Task<int> FailLaterAsync()
                {
                    await Task.Yield();
                    throw new InvalidOperationException("password=1");
                }

                [TransferTool] public void Refuse() => throw new TransferToolException("The account is \"closed\".");

                [TransferTool]
                public async ValueTask RefuseLaterAsync()
                {
                    await Task.Yield();
                    throw new TransferToolException("The account is \"closed\".");
                }

                [TransferTool] public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

                [TransferTool] public Task<int> TimeOutAsync() => Task.FromCanceled<int>(new CancellationToken(canceled: true));

                [TransferTool] public Circle Endless() => new();

                [TransferTool] public void Nothing() { }
                [TransferTool] public async Task NothingLater() => await Task.Yield();
                [TransferTool] public ValueTask NothingValue() => ValueTask.CompletedTask;

                [TransferTool] public static ValueTask<string> SayAsync() => new("{\"not\":\"json\"}");
                [TransferTool] public static Task<TextContent> ShowAsync() => Task.FromResult(new TextContent("hello"));

                [TransferTool]
                public string Use(IServiceProvider services, AIFunctionArguments arguments, [FromServices] IFormatProvider format, CancellationToken token, [FromKeyedServices("north")] IComparable keyed)
                    => $"{services == arguments.Services} {format is not null} {token.CanBeCanceled == false} {arguments["extra"]} {keyed}";

                [TransferTool]
                public string UseMaybe(IServiceProvider? services, [FromServices] IFormatProvider? format = null, [FromKeyedServices("south")] IComparable? keyed = null)
                    => services is null && format is null && keyed is null ? "none" : "some";

                [TransferTool]
                public string UseNumbers([FromKeyedServices(5)] IComparable a, [FromKeyedServices(5L)] IComparable b, [FromKeyedServices((byte)5)] IComparable c,
                    [FromKeyedServices(5.0)] IComparable d, [FromKeyedServices(5f)] IComparable e, [FromKeyedServices(double.NaN)] IComparable f)
                    => $"{a} {b} {c} {d} {e} {f}";

                [TransferTool]
                public string UseOthers([FromKeyedServices('5')] IComparable a, [FromKeyedServices("5")] IComparable b, [FromKeyedServices(true)] IComparable c,
                    [FromKeyedServices(DayOfWeek.Friday)] IComparable d, [FromKeyedServices(typeof(int))] IComparable e)
                    => $"{a} {b} {c} {d} {e}";

                [TransferTool] public string UseArray([FromKeyedServices(new[] { 1 })] IComparable? keyed = null) => keyed is null ? "none" : "some";

                [TransferTool] public string HandBack(TransferControl control, string why) => control.Decline(why);

                [TransferTool]
                public Task<IReadOnlyList<Invoice?>> InvoicesAsync() => Task.FromResult<IReadOnlyList<Invoice?>>(
                [
                    new("é<1>", 10.50m, new(2026, 11, 22), new(2026, 11, 22, 20, 0, 0, TimeSpan.FromHours(1)), new("00000000-0000-0000-0000-000000000001"),
                        TimeSpan.FromMinutes(90), new(13, 5), new("Ada", ["a", "b"]), null, new Dictionary<string, int> { ["x"] = 1 }, State.Overdue, double.NaN),
                    null,
                ]);
            }
            """);
    }

    private sealed class Services(Type type, object service) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == type ? service : null;
    }
}
