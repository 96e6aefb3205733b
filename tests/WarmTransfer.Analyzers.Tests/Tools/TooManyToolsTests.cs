namespace WarmTransfer.Analyzers.Tests;

public sealed class TooManyToolsTests
{
    [Fact]
    public Task Agent_WithMoreThanTwentyTools_IsReported()
        => new RuleTest<TooManyToolsAnalyzer>()
            .WithSource(Agent("[|BillingDesk|]", tools: 21))
            .WithMessage("The transfer agent 'BillingDesk' has 21 tools, and models choose worse among more than 20; merge those that differ in a parameter alone, or give each kind of call an agent of its own")
            .RunAsync();

    [Fact]
    public Task Agent_WithTwentyToolsAndOtherMethods_IsNotReported()
        => new RuleTest<TooManyToolsAnalyzer>()
            .WithSource(Agent("BillingDesk", tools: 20))
            .RunAsync();

    [Fact]
    public Task Agents_WithTwentyToolsTogether_AreNotReported()
        => new RuleTest<TooManyToolsAnalyzer>()
            .WithSource(Agent("BillingDesk", tools: 11) + Agent("SalesDesk", tools: 11))
            .RunAsync();

    [Fact]
    public Task Agent_WithMoreThanTwentyToolsCountingInheritedOnes_IsReported()
        => new RuleTest<TooManyToolsAnalyzer>()
            .WithSource(Agent("[|BillingDesk|] : House", tools: 20) + "abstract class House { [TransferTool] protected void Greet() { } }")
            .RunAsync();

    private static string Agent(string name, int tools) => $$"""
        [TransferAgent]
        partial class {{name}}
        {
            void NoTool() { }
            {{string.Concat(Enumerable.Range(1, tools).Select(number => $"[TransferTool] void Read{number}() {{ }}\n"))}}
        }

        """;
}
