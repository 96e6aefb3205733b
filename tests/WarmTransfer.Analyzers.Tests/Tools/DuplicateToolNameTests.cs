namespace WarmTransfer.Analyzers.Tests;

public sealed class DuplicateToolNameTests
{
    [Fact]
    public Task Tools_Overloads_AreReportedAtAllButTheFirst()
        => new RuleTest<DuplicateToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(string account)
                    {
                    }

                    [TransferTool]
                    void [|Find|](int account)
                    {
                    }

                    [TransferTool(Name = [|"find"|])]
                    void Search()
                    {
                    }
                }
                """)
            .WithMessage("The tools 'Find(string)' and 'Find(int)' are both named 'find'; give this one another name: [TransferTool(Name = \"…\")]")
            .RunAsync();

    [Fact]
    public Task Tools_ThatDifferInAsyncAlone_AreReported()
        => new RuleTest<DuplicateToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find()
                    {
                    }

                    [TransferTool]
                    Task [|FindAsync|]() => Task.CompletedTask;
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tools_OverloadsGivenDifferentNames_AreNotReported()
        => new RuleTest<DuplicateToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(string account)
                    {
                    }

                    [TransferTool(Name = "find_by_number")]
                    void Find(int account)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tools_OfDifferentAgents_AreNotReported()
        => new RuleTest<DuplicateToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find()
                    {
                    }
                }

                [TransferAgent]
                partial class SalesDesk
                {
                    [TransferTool]
                    void Find()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_OfTheSameNameThatIsNoTool_IsNotReported()
        => new RuleTest<DuplicateToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(string account)
                    {
                    }

                    void Find(int account)
                    {
                    }
                }
                """)
            .RunAsync();
}
