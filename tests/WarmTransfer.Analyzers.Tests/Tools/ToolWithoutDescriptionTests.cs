using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class ToolWithoutDescriptionTests
{
    [Fact]
    public Task Tools_WithoutADescription_AreReportedAndGetASummary()
        => new RuleTest<ToolWithoutDescriptionAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    Task [|ListOpenInvoicesAsync|]() => Task.CompletedTask;

                    // Kept short.
                    /// <param name="account">Digits only.</param>
                    [TransferTool(Description = " ")]
                    public void [|Find|](string account)
                    {
                    }
                }
                """)
            .WithMessage("The tool 'ListOpenInvoicesAsync' says nowhere what it does, so a model can only guess when to call it; write a <summary>, [Description] or [TransferTool(Description = \"…\")]")
            .WithFix<AddToolSummaryCodeFix>("""
                [TransferAgent]
                partial class BillingDesk
                {
                    /// <summary>List open invoices.</summary>
                    [TransferTool]
                    Task ListOpenInvoicesAsync() => Task.CompletedTask;

                    // Kept short.
                    /// <summary>Find.</summary>
                    /// <param name="account">Digits only.</param>
                    [TransferTool(Description = " ")]
                    public void Find(string account)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_WithAnEmptySummary_IsReportedWithoutAFix()
        => new RuleTest<ToolWithoutDescriptionAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    /// <summary></summary>
                    [TransferTool]
                    void [|Find|]()
                    {
                    }
                }
                """)
            .WithoutFix<AddToolSummaryCodeFix>()
            .RunAsync();

    [Theory]
    [InlineData("/// <summary>Finds an account.</summary>\n[TransferTool]")]
    [InlineData("[TransferTool(Description = \"Finds an account.\")]")]
    [InlineData("[TransferTool, System.ComponentModel.Description(\"Finds an account.\")]")]
    [InlineData("")]
    public Task Method_DescribedOrNoTool_IsNotReported(string attributes)
        => new RuleTest<ToolWithoutDescriptionAnalyzer>()
            .WithSource($$"""
                [TransferAgent]
                partial class BillingDesk
                {
                    {{attributes}}
                    void Find()
                    {
                    }
                }
                """)
            .RunAsync();
}
