namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidToolConstraintTests
{
    [Fact]
    public Task Constraint_OfAnotherType_IsReported()
        => new RuleTest<InvalidToolConstraintAnalyzer>()
            .WithSource("""
                using System.ComponentModel.DataAnnotations;

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find([Range(1, 9)] string [|account|])
                    {
                    }
                }
                """)
            .WithMessage("The constraint [Range] of the parameter 'account' of the tool 'Find' cannot be enforced; write one that fits the type, with bounds that leave a value, or check it in the method")
            .RunAsync();

    [Fact]
    public Task Constraint_InsideAnObject_NamesItsMember()
        => new RuleTest<InvalidToolConstraintAnalyzer>()
            .WithSource("""
                using System.ComponentModel.DataAnnotations;

                record Line([property: CreditCard] string Card);

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Pay(Line[] [|lines|])
                    {
                    }
                }
                """)
            .WithMessage("The constraint [CreditCard] of Card of the parameter 'lines' of the tool 'Pay' cannot be enforced; write one that fits the type, with bounds that leave a value, or check it in the method")
            .RunAsync();

    [Fact]
    public Task Constraints_ThatAreEnforced_AreNotReported()
        => new RuleTest<InvalidToolConstraintAnalyzer>()
            .WithSource("""
                using System.ComponentModel.DataAnnotations;

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find([Range(1, 9)] int page, [StringLength(9)] string account, [EmailAddress] string? address, [Length(1, 2)] string[] tags)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Constraint_OfAMethodThatIsNoTool_IsNotReported()
        => new RuleTest<InvalidToolConstraintAnalyzer>()
            .WithSource("""
                using System.ComponentModel.DataAnnotations;

                [TransferAgent]
                partial class BillingDesk
                {
                    void Find([Range(1, 9)] string account)
                    {
                    }
                }
                """)
            .RunAsync();
}
