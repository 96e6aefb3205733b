namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidDtmfTests
{
    [Theory]
    [InlineData("1,2,", ',')]
    [InlineData("12p3", 'p')]
    [InlineData("1a", 'a')]
    [InlineData("E", 'E')]
    [InlineData("1 2", ' ')]
    [InlineData("W", 'W')]
    public Task Dtmf_WithACharacterThatIsNoKey_IsReported(string dtmf, char key)
        => new RuleTest<InvalidDtmfAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options => new() { Dtmf = [|"{{dtmf}}"|] };
                }
                """)
            .WithMessage($"The DTMF text '{dtmf}' contains '{key}', which cannot be sent; use 0-9, A-D, * and #, and w for a pause of half a second")
            .RunAsync();

    [Theory]
    [InlineData("\"0123456789ABCD*#w\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("keys")]
    public Task Dtmf_OfKeysOrUnknown_IsNotReported(string dtmf)
        => new RuleTest<InvalidDtmfAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options(string keys) => new() { Dtmf = {{dtmf}} };
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherType_WithAPropertyOfThatName_IsNotReported()
        => new RuleTest<InvalidDtmfAnalyzer>()
            .WithSource("""
                class Row
                {
                    public string? Dtmf { get; set; }
                    public static Row Billing => new() { Dtmf = "1,2" };
                }
                """)
            .RunAsync();
}
