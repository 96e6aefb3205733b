using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.Doubles;

/// <summary>One tool at a time, by its name.</summary>
public sealed class CallToolTests
{
    private readonly EmulatedTransferControl _control = new();
    private readonly ToolDesk _desk = new();

    [Fact]
    public async Task CallTool_Answers_GivesWhatTheModelIsTold()
    {
        var answer = await _desk.CallToolAsync("balance", ("accountNumber", "4471209"), ("months", 3));

        Assert.Equal(1238.25m, answer.GetDecimal());
    }

    [Fact]
    public async Task CallTool_ToolThrows_ThrowsItsException()
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => _desk.CallToolAsync("broken"));

        Assert.Equal("what broke", error.Message);
        Assert.Contains("ThrowAsync", error.StackTrace!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallTool_ToolRefuses_ThrowsWhatTheModelIsTold()
    {
        var error = await Assert.ThrowsAsync<TransferToolException>(() => _desk.CallToolAsync("balance", ("accountNumber", "0"), ("months", 1)));

        Assert.Equal("There is no account 0.", error.Message);
    }

    [Fact]
    public async Task CallTool_WrongArguments_ThrowsEveryProblem()
    {
        var error = await Assert.ThrowsAsync<TransferToolException>(() => _desk.CallToolAsync("balance", ("months", "many")));

        Assert.Contains("accountNumber", error.Message, StringComparison.Ordinal);
        Assert.Contains("months", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallTool_UnknownName_NamesThoseThereAre()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => _desk.CallToolAsync("balanc"));

        Assert.Contains("no tool 'balanc'", error.Message, StringComparison.Ordinal);
        Assert.Contains("balance, broken, closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallTool_WithControlAndServices_ToolGetsThem()
    {
        await using var services = new ServiceCollection().AddSingleton("closed for today").AddLogging().BuildServiceProvider();

        var answer = await _desk.CallToolAsync("closed", _control, services, CancellationToken.None);

        Assert.Equal(_control.DeclineAnswer, answer.GetString());
        Assert.Equal((EmulatedDecision.Declined, "closed for today"), (_control.Decision, _control.DeclineReason));
    }

    [Fact]
    public async Task CallTool_ToolThrows_IsLoggedAllTheSame()
    {
        var log = new Log();
        await using var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).BuildServiceProvider();

        await Assert.ThrowsAsync<FormatException>(() => _desk.CallToolAsync("broken", _control, services, CancellationToken.None));

        Assert.Contains(log.Lines, line => line.Contains("broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallTool_FunctionThatIsNotGenerated_ResultAndExceptionAreItsOwn()
    {
        var agent = new HandMade();

        Assert.Equal(7, (await agent.CallToolAsync("number")).GetInt32());
        Assert.Equal(JsonValueKind.Null, (await agent.CallToolAsync("nothing")).ValueKind);
        await Assert.ThrowsAsync<FormatException>(() => agent.CallToolAsync("throws"));
    }

    [Fact]
    public async Task Control_FirstDecision_Counts()
    {
        Assert.Equal(_control.ConnectAnswer, await _control.ConnectToCallerAsync());
        Assert.Equal(_control.ConnectAnswer, await _control.ConnectToCallerAsync());
        Assert.Equal(_control.DecidedAnswer, _control.Decline("busy"));
        Assert.Equal(_control.DecidedAnswer, _control.VoicemailDetected());
        Assert.Equal((EmulatedDecision.Connected, ""), (_control.Decision, _control.DeclineReason));
    }

    [Fact]
    public async Task Control_HumanHasNotSpoken_RefusesToConnect()
    {
        _control.HumanHasSpoken = false;
        _control.RefusedAnswer = "not yet";

        Assert.Equal("not yet", await _control.ConnectToCallerAsync());
        Assert.Equal(EmulatedDecision.None, _control.Decision);
        Assert.Equal(_control.VoicemailAnswer, _control.VoicemailDetected());
        Assert.Equal(EmulatedDecision.Voicemail, _control.Decision);
    }

    private sealed class HandMade : ITransferAgent
    {
        public TransferAgentDefinition Definition { get; } = new("HandMade");

        public IReadOnlyList<AIFunction> CreateTools(TransferControl control) =>
        [
            AIFunctionFactory.Create(() => 7, "number"),
            AIFunctionFactory.Create(() => (string?)null, "nothing"),
            AIFunctionFactory.Create(new Func<string>(() => throw new FormatException()), "throws"),
        ];
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

[TransferAgent]
internal sealed partial class ToolDesk
{
    /// <summary>Tells what an account owes, in euros.</summary>
    /// <param name="accountNumber">Account number, digits only.</param>
    /// <param name="months">For how many months.</param>
    [TransferTool]
    private static decimal Balance(string accountNumber, int months) =>
        accountNumber == "0" ? throw new TransferToolException("There is no account 0.") : 412.75m * months;

    /// <summary>Breaks.</summary>
    [TransferTool(Name = "broken")]
    private static async Task<string> ThrowAsync()
    {
        await Task.Yield();
        throw new FormatException("what broke");
    }

    /// <summary>Says that the desk is closed.</summary>
    [TransferTool]
    private static string Closed(TransferControl control, [FromServices] string reason) => control.Decline(reason);
}
