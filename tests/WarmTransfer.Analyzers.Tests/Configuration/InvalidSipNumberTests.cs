using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidSipNumberTests
{
    [Fact]
    public Task Number_ThatIsSpeltOtherwise_IsReportedAndSpelt()
        => new RuleTest<InvalidSipNumberAnalyzer>()
            .WithSource("""
                [TransferAgent(SipNumber = [|"001 510 555 0100"|])]
                partial class BillingDesk
                {
                    void Prepare(WarmTransferOptions options) => options.SipNumber = [|"+1-510-555-0100"|];
                }
                """)
            .WithMessage("'001 510 555 0100' cannot be called from, because it is not a phone number in E.164 form; write \"+15105550100\"")
            .WithFix<SpellNumberCodeFix>("""
                [TransferAgent(SipNumber = "+15105550100")]
                partial class BillingDesk
                {
                    void Prepare(WarmTransferOptions options) => options.SipNumber = "+15105550100";
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("5550100")]
    [InlineData("sip:desk@example.com")]
    [InlineData("desk@example.com")]
    public Task Text_ThatIsNoNumber_IsReportedWithoutAFix(string number)
        => new RuleTest<InvalidSipNumberAnalyzer>()
            .WithSource($$"""
                [TransferAgent(SipNumber = [|"{{number}}"|])]
                partial class BillingDesk;
                """)
            .WithMessage($"'{number}' cannot be called from, because it is not a phone number in E.164 form; write a plus sign, the country code and digits only, such as \"+15105550123\"")
            .WithoutFix<SpellNumberCodeFix>()
            .RunAsync();

    [Theory]
    [InlineData("\"+15105550100\"")]
    [InlineData("null")]
    [InlineData("number")]
    public Task Options_WithANumberOrAValueUnknown_AreNotReported(string number)
        => new RuleTest<InvalidSipNumberAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options(string number) => new() { SipNumber = {{number}} };
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherType_WithAPropertyOfThatName_IsNotReported()
        => new RuleTest<InvalidSipNumberAnalyzer>()
            .WithSource("""
                class Row
                {
                    public string? SipNumber { get; set; }
                    public static Row Billing => new() { SipNumber = "555-0100" };
                }
                """)
            .RunAsync();
}
