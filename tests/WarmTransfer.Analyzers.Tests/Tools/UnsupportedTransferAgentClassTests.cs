namespace WarmTransfer.Analyzers.Tests;

public sealed class UnsupportedTransferAgentClassTests
{
    [Fact]
    public Task Agent_Static_IsReported()
        => new RuleTest<UnsupportedTransferAgentClassAnalyzer>()
            .WithSource("""
                [TransferAgent]
                static partial class [|BillingDesk|];
                """)
            .WithMessage("No tools can be generated for the transfer agent 'BillingDesk', because it is static and there is no object to transfer with; make it an ordinary class")
            .RunAsync();

    [Fact]
    public Task Agent_InAFileLocalType_IsReportedWithTheTypeThatIs()
        => new RuleTest<UnsupportedTransferAgentClassAnalyzer>()
            .WithSource("""
                file partial class Desks
                {
                    [TransferAgent]
                    public partial class [|BillingDesk|];
                }
                """)
            .WithMessage("No tools can be generated for the transfer agent 'BillingDesk', because 'Desks' is file-local and no generated file can add to it; remove the 'file' modifier")
            .RunAsync();

    [Fact]
    public Task Agent_WithTypeParametersOfItsOwnOrAround_IsNotReported()
        => new RuleTest<UnsupportedTransferAgentClassAnalyzer>()
            .WithSource("""
                partial class Desks<TOrder>
                {
                    [TransferAgent]
                    partial class BillingDesk<TInvoice>
                        where TInvoice : class;
                }
                """)
            .RunAsync();

    [Fact]
    public Task Agent_AbstractOrInAStaticClass_IsNotReported()
        => new RuleTest<UnsupportedTransferAgentClassAnalyzer>()
            .WithSource("""
                static partial class Desks
                {
                    [TransferAgent]
                    private abstract partial class BillingDesk;
                }
                """)
            .RunAsync();

    [Fact]
    public Task Class_StaticOrFileLocalWithoutTheAttribute_IsNotReported()
        => new RuleTest<UnsupportedTransferAgentClassAnalyzer>()
            .WithSource("""
                static class Desks;

                file class BillingDesk;
                """)
            .RunAsync();
}
