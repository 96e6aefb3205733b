using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class DateTimeParameterTests
{
    [Fact]
    public Task Parameters_OfTypeDateTime_AreReportedAndKeepTheirOffset()
        => new RuleTest<DateTimeParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    string Book(DateTime [|from|], DateTime? [|until|] = null) => $"{from:u} {until:u}";
                }
                """)
            .WithMessage("The parameter 'from' of the tool 'Book' is a DateTime, which loses the offset from UTC that a model sends; use DateTimeOffset, or DateOnly for a day")
            .WithFix<UseDateTimeOffsetCodeFix>("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    string Book(DateTimeOffset from, DateTimeOffset? until = null) => $"{from:u} {until:u}";
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_ThatIsNeededAsADateTime_IsReportedWithoutAFix()
        => new RuleTest<DateTimeParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    DateTimeKind Book(DateTime [|when|]) => when.Kind;
                }
                """)
            .WithoutFix<UseDateTimeOffsetCodeFix>()
            .RunAsync();

    [Fact]
    public Task Parameters_OfOtherTypes_AreNotReported()
        => new RuleTest<DateTimeParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Book(DateTimeOffset when, DateOnly day, TimeOnly time)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_OfAMethodThatIsNoTool_IsNotReported()
        => new RuleTest<DateTimeParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void Book(DateTime when)
                    {
                    }
                }
                """)
            .RunAsync();
}
