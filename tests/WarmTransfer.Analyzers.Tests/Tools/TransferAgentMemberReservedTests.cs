namespace WarmTransfer.Analyzers.Tests;

public sealed class TransferAgentMemberReservedTests
{
    [Fact]
    public Task Agent_WithAMemberOfAGeneratedName_IsReportedAtTheMember()
        => new RuleTest<TransferAgentMemberReservedAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    string [|Definition|] => "Bills.";

                    void [|CreateTools|](int count)
                    {
                    }
                }
                """)
            .WithMessage("The transfer agent 'BillingDesk' has a member 'Definition', which the source generator adds too; rename the member")
            .RunAsync();

    [Fact]
    public Task Agent_WithMembersOfOtherNames_IsNotReported()
        => new RuleTest<TransferAgentMemberReservedAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    string Definitions => "Bills.";

                    void createTools()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Class_ThatIsNoAgent_IsNotReported()
        => new RuleTest<TransferAgentMemberReservedAnalyzer>()
            .WithSource("""
                class BillingDesk
                {
                    string Definition => "Bills.";
                }
                """)
            .RunAsync();
}
