namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidToolNameTests
{
    [Fact]
    public Task Tool_GivenANameWithASpace_IsReportedAtTheName()
        => new RuleTest<InvalidToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Description = "Lists.", Name = [|"list invoices"|])]
                    void List()
                    {
                    }
                }
                """)
            .WithMessage("The tool name 'list invoices' contains ' '; use a letter or '_' followed by at most 63 letters, digits, '_' or '-', all ASCII")
            .RunAsync();

    [Fact]
    public Task Tool_GivenANameThatBeginsWithADigit_IsReported()
        => new RuleTest<InvalidToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Name = [|"2nd_invoice"|])]
                    void List()
                    {
                    }
                }
                """)
            .WithMessage("The tool name '2nd_invoice' begins with '2'; use a letter or '_' followed by at most 63 letters, digits, '_' or '-', all ASCII")
            .RunAsync();

    [Fact]
    public Task Tool_GivenANameOf65Characters_IsReported()
        => new RuleTest<InvalidToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Name = [|"a1234567890123456789012345678901234567890123456789012345678901234"|])]
                    void List()
                    {
                    }
                }
                """)
            .WithMessage("The tool name 'a1234567890123456789012345678901234567890123456789012345678901234' has 65 characters; use a letter or '_' followed by at most 63 letters, digits, '_' or '-', all ASCII")
            .RunAsync();

    [Fact]
    public Task Tool_NamedByAMethodThatIsNotAscii_IsReportedAtTheMethod()
        => new RuleTest<InvalidToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Description = "Grüßt.")]
                    void [|Grüßen|]()
                    {
                    }
                }
                """)
            .WithMessage("The tool name 'grüßen' contains 'ü'; use a letter or '_' followed by at most 63 letters, digits, '_' or '-', all ASCII")
            .RunAsync();

    [Fact]
    public Task Tool_GivenANameOf64Characters_IsNotReported()
        => new RuleTest<InvalidToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Name = "_123456789012345678901234567890123456789012345678901234567890-23")]
                    void List()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_OnAMethodThatIsNotAsciiGivenAName_IsNotReported()
        => new RuleTest<InvalidToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Name = "greet")]
                    void Grüßen()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_ThatIsNoTool_IsNotReported()
        => new RuleTest<InvalidToolNameAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void Grüßen()
                    {
                    }
                }
                """)
            .RunAsync();
}
