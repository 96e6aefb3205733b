namespace WarmTransfer.Analyzers.Tests;

public sealed class AmbiguousToolParameterTests
{
    [Fact]
    public Task Parameters_ThatDifferInCaseAlone_AreReportedAtTheSecond()
        => new RuleTest<AmbiguousToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(string account, string [|Account|])
                    {
                    }
                }
                """)
            .WithMessage("The parameters 'account' and 'Account' of the tool 'Find' differ in nothing but case, and arguments are found whatever their case; rename one of them")
            .RunAsync();

    [Fact]
    public Task Parameters_OneOfWhichTheCallSupplies_AreNotReported()
        => new RuleTest<AmbiguousToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(string Control, TransferControl control)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameters_OfAMethodThatIsNoTool_AreNotReported()
        => new RuleTest<AmbiguousToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void Find(string account, string Account)
                    {
                    }
                }
                """)
            .RunAsync();
}
