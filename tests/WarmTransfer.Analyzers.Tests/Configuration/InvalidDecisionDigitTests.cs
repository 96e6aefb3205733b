namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidDecisionDigitTests
{
    [Theory]
    [InlineData("AcceptDigit", "12")]
    [InlineData("AcceptDigit", "one")]
    [InlineData("AcceptDigit", "a")]
    [InlineData("DeclineDigit", "w")]
    [InlineData("DeclineDigit", " ")]
    public Task Digit_NotOneKey_IsReported(string setting, string text)
        => new RuleTest<InvalidDecisionDigitAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options => new() { {{setting}} = [|"{{text}}"|] };
                }
                """)
            .WithMessage($"{setting} '{text}' is not one key of a phone; use one of 0-9, A-D, * and #, or \"\" for none")
            .RunAsync();

    [Fact]
    public Task Digit_OfTheAttribute_IsReported()
        => new RuleTest<InvalidDecisionDigitAnalyzer>()
            .WithSource("""
                [TransferAgent(AcceptDigit = [|"12"|], DeclineDigit = "#")]
                partial class Desk;
                """)
            .RunAsync();

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("\"D\"")]
    [InlineData("\"*\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("key")]
    public Task Digit_OneKeyNoneOrUnknown_IsNotReported(string value)
        => new RuleTest<InvalidDecisionDigitAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options(string key) => new() { AcceptDigit = {{value}} };
                }
                """)
            .RunAsync();
}
