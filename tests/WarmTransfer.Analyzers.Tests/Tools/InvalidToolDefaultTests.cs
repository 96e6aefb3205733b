namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidToolDefaultTests
{
    [Fact]
    public Task Parameter_WithADefaultOfAnotherType_IsReported()
        => new RuleTest<InvalidToolDefaultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find([System.ComponentModel.DefaultValue("many")] int [|count|])
                    {
                    }
                }
                """)
            .WithMessage("The default value 'many' of the parameter 'count' of the tool 'Find' is not a value of type 'int'; write one that is")
            .RunAsync();

    [Fact]
    public Task Parameter_WithADefaultOfItsType_IsNotReported()
        => new RuleTest<InvalidToolDefaultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find([System.ComponentModel.DefaultValue(5)] int count, string account = "none")
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_OfAMethodThatIsNoTool_IsNotReported()
        => new RuleTest<InvalidToolDefaultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void Find([System.ComponentModel.DefaultValue("many")] int count)
                    {
                    }
                }
                """)
            .RunAsync();
}
