namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidTrunkIdTests
{
    [Theory]
    [InlineData("billing")]
    [InlineData("ST_")]
    [InlineData("st_billing")]
    [InlineData("+15105550123")]
    [InlineData("")]
    public Task Agent_WithATextThatIsNoTrunkId_IsReported(string id)
        => new RuleTest<InvalidTrunkIdAnalyzer>()
            .WithSource($$"""
                [TransferAgent(SipTrunkId = [|"{{id}}"|])]
                partial class BillingDesk;
                """)
            .WithMessage($"'{id}' is not the id of a SIP trunk, which begins with 'ST_'; copy the id from LiveKit's dashboard or from ILiveKitServer.ListSipOutboundTrunksAsync")
            .RunAsync();

    [Fact]
    public Task Options_WithTextsThatAreNoTrunkIds_AreReported()
        => new RuleTest<InvalidTrunkIdAnalyzer>()
            .WithSource("""
                class Calls
                {
                    const string Trunk = "billing";

                    void Prepare(WarmTransferOptions options) => options.SipTrunkId = [|Trunk|];

                    WarmTransferOptions Options => new() { SipTrunkId = ([|"bil" + "ling"|]) };
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("\"ST_billing\"")]
    [InlineData("null")]
    [InlineData("trunk")]
    [InlineData("Environment.GetEnvironmentVariable(\"TRUNK\")")]
    public Task Options_WithATrunkIdOrAValueUnknown_AreNotReported(string id)
        => new RuleTest<InvalidTrunkIdAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options(string trunk) => new() { SipTrunkId = {{id}} };
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherType_WithAPropertyOfThatName_IsNotReported()
        => new RuleTest<InvalidTrunkIdAnalyzer>()
            .WithSource("""
                class Row
                {
                    public string? SipTrunkId { get; set; } = "billing";
                    public static Row Billing => new() { SipTrunkId = "billing" };
                }
                """)
            .RunAsync();
}
