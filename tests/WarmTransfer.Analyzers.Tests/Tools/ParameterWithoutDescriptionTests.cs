using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers.Tests;

public sealed class ParameterWithoutDescriptionTests
{
    [Fact]
    public Task Parameter_WithoutADescription_IsReported()
        => new RuleTest<ParameterWithoutDescriptionAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    /// <summary>Finds an account.</summary>
                    /// <param name="account">Digits only.</param>
                    [TransferTool]
                    void Find(string account, int [|year|], string? [|note|] = null)
                    {
                    }
                }
                """)
            .WithMessage("The parameter 'year' of the tool 'Find' says nowhere what it means; write a <param> comment or [Description], with the form and the unit a model is to send")
            .WithSeverity(DiagnosticSeverity.Info)
            .RunAsync();

    [Fact]
    public Task Parameters_DescribedOrSuppliedByTheCall_AreNotReported()
        => new RuleTest<ParameterWithoutDescriptionAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find([System.ComponentModel.Description("Digits only.")] string account, TransferControl control, CancellationToken cancellationToken)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_OfAMethodThatIsNoTool_IsNotReported()
        => new RuleTest<ParameterWithoutDescriptionAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void Find(string account)
                    {
                    }
                }
                """)
            .RunAsync();
}
