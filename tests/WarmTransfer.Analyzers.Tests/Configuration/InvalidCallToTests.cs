using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidCallToTests
{
    [Theory]
    [InlineData("+1 (510) 555-0123", "+15105550123")]
    [InlineData("+1.510.555.0123", "+15105550123")]
    [InlineData("0015105550123", "+15105550123")]
    [InlineData("00 44 20 7946 0123", "+442079460123")]
    [InlineData("+44 (0)20 7946 0123", "+442079460123")]
    [InlineData("+49 30/901820", "+4930901820")]
    [InlineData(" +15105550123", "+15105550123")]
    [InlineData("tel:+1-510-555-0123", "+15105550123")]
    [InlineData("desk@example.com", "sip:desk@example.com")]
    public Task Text_ThatIsSpeltOtherwise_IsReportedAndSpelt(string text, string spelling)
        => new RuleTest<InvalidCallToAnalyzer>()
            .WithSource($$"""
                [TransferAgent(CallTo = [|"{{text}}"|])]
                partial class BillingDesk
                {
                    WarmTransferOptions Options => new() { CallTo = /* billing */ [|"{{text}}"|] };
                }
                """)
            .WithMessage($"'{text}' cannot be called, because it is neither a phone number in E.164 form nor a SIP URI; write \"{spelling}\"")
            .WithFix<SpellNumberCodeFix>($$"""
                [TransferAgent(CallTo = "{{spelling}}")]
                partial class BillingDesk
                {
                    WarmTransferOptions Options => new() { CallTo = /* billing */ "{{spelling}}" };
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("555-0123")]
    [InlineData("15105550123")]
    [InlineData("+0123456789")]
    [InlineData("+12345")]
    [InlineData("+1234567890123456")]
    [InlineData("sip:")]
    [InlineData("sip:example.com")]
    [InlineData("billing desk")]
    [InlineData("")]
    public Task Text_ThatCannotBeCompleted_IsReportedWithoutAFix(string text)
        => new RuleTest<InvalidCallToAnalyzer>()
            .WithSource($$"""
                [TransferAgent(CallTo = [|"{{text}}"|])]
                partial class BillingDesk;
                """)
            .WithMessage($"'{text}' cannot be called, because it is neither a phone number in E.164 form nor a SIP URI; write a plus sign, the country code and digits only, such as \"+15105550123\", or a URI such as \"sip:desk@example.com\"")
            .WithoutFix<SpellNumberCodeFix>()
            .RunAsync();

    [Fact]
    public Task Constant_DeclaredElsewhere_IsReportedWithoutAFix()
        => new RuleTest<InvalidCallToAnalyzer>()
            .WithSource("""
                [TransferAgent(CallTo = [|Numbers.Billing|])]
                partial class BillingDesk;

                static class Numbers
                {
                    public const string Billing = "+1 510 555 0123";
                }
                """)
            .WithoutFix<SpellNumberCodeFix>()
            .RunAsync();

    [Theory]
    [InlineData("\"+15105550123\"")]
    [InlineData("\"sip:desk@example.com\"")]
    [InlineData("\"sips:desk@example.com:5061;transport=tls\"")]
    [InlineData("null")]
    [InlineData("number")]
    public Task Options_WithWhatCanBeCalled_AreNotReported(string callTo)
        => new RuleTest<InvalidCallToAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options(string number) => new() { CallTo = {{callTo}} };
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherType_WithAPropertyOfThatName_IsNotReported()
        => new RuleTest<InvalidCallToAnalyzer>()
            .WithSource("""
                class Row
                {
                    public string? CallTo { get; set; }
                    public static Row Billing => new() { CallTo = "555-0123" };
                }
                """)
            .RunAsync();
}
