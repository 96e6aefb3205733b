namespace WarmTransfer.Analyzers.Tests;

public sealed class TrunkAndConnectionTests
{
    [Theory]
    [InlineData("\"ST_billing\"")]
    [InlineData("id")]
    [InlineData("id + \"1\"")]
    public Task Options_WithATrunkAndAConnection_AreReported(string trunk)
        => new RuleTest<TrunkAndConnectionAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options(string id, SipConnection connection) => new() { SipTrunkId = {{trunk}}, [|SipConnection|] = connection };
                }
                """)
            .WithMessage("The options give both SipTrunkId and SipConnection, but a call goes through one or the other; remove one of them")
            .RunAsync();

    [Fact]
    public Task Options_WithANewConnection_AreReported()
        => new RuleTest<TrunkAndConnectionAnalyzer>()
            .WithSource("""
                class Calls
                {
                    object Options() => new WarmTransferOptions { [|SipConnection|] = new() { Hostname = "sip.example.com" }, SipTrunkId = "ST_billing" };
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("SipTrunkId = id, SipConnection = connection")]
    [InlineData("SipTrunkId = \"ST_billing\", SipConnection = connection")]
    [InlineData("SipTrunkId = \"ST_billing\", SipConnection = null")]
    [InlineData("SipTrunkId = null, SipConnection = new() { Hostname = \"sip.example.com\" }")]
    [InlineData("SipTrunkId = \"ST_billing\", SipNumber = \"+15105550123\"")]
    public Task Options_WithOneThatMayBeNull_AreNotReported(string settings)
        => new RuleTest<TrunkAndConnectionAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options(string? id, SipConnection? connection) => new() { {{settings}} };
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherType_WithBoth_IsNotReported()
        => new RuleTest<TrunkAndConnectionAnalyzer>()
            .WithSource("""
                class Row
                {
                    public string? SipTrunkId { get; init; }
                    public string? SipConnection { get; init; }
                    public static Row Both => new() { SipTrunkId = "ST_billing", SipConnection = "sip.example.com" };
                }
                """)
            .RunAsync();
}
