namespace WarmTransfer.Analyzers.Tests;

public sealed class TrunkNotConfiguredTests
{
    private const string AgentWithoutTrunk = """
        [TransferAgent(CallTo = "+15105550123")]
        partial class BillingDesk;
        """;

    private const string ReportedAgent = """
        [TransferAgent(CallTo = "+15105550123")]
        partial class [|BillingDesk|];
        """;

    [Fact]
    public Task Agent_WithNoTrunkInView_IsReported()
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource(ReportedAgent)
            .WithMessage("No outbound trunk can be seen for the transfer agent 'BillingDesk'; set SipTrunkId on it, SipTrunkId or SipConnection in WarmTransferOptions, or WarmTransfer:SipTrunkId in appsettings.json; when the deployment sets LIVEKIT_SIP_OUTBOUND_TRUNK, say so with [assembly: TransferConfiguration(FromEnvironment = true)]; otherwise each transfer ends with an options error before dialling")
            .RunAsync();

    [Fact]
    public Task Agents_OneWithATrunk_ReportsTheOthers()
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource("""
                [TransferAgent(SipTrunkId = "ST_billing")]
                partial class BillingDesk;

                [TransferAgent(SipTrunkId = " ")]
                partial class [|SalesDesk|];

                [TransferAgent]
                partial class [|Reception|];
                """)
            .RunAsync();

    [Fact]
    public Task Agent_WithATrunkOfItsOwn_IsNotReported()
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource("""
                [TransferAgent(SipTrunkId = "ST_billing")]
                partial class BillingDesk;
                """)
            .RunAsync();

    [Fact]
    public Task Agent_WhenTheAssemblySaysTheEnvironmentHasTheTrunk_IsNotReported()
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource($"""
                [assembly: TransferConfiguration(FromEnvironment = true)]

                {AgentWithoutTrunk}
                """)
            .RunAsync();

    [Fact]
    public Task Agent_WhenTheAssemblySaysOtherwise_IsReported()
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource($"""
                [assembly: TransferConfiguration(FromEnvironment = false)]

                {ReportedAgent}
                """)
            .RunAsync();

    [Theory]
    [InlineData("""{ "WarmTransfer": { "SipTrunkId": "ST_billing" } }""")]
    [InlineData("""{ "warmtransfer": { "siptrunkid": "ST_billing" } }""")]
    [InlineData("""{ "WarmTransfer:SipTrunkId": "ST_billing" }""")]
    [InlineData("""
        {
          // The trunk of the branch office.
          "Logging": { "LogLevel": { "Default": "Information" }, "Sinks": [ 1, -2.5e3, true, null, ] },
          /* "SipTrunkId" is what LiveKit calls it. */
          "WarmTransfer": { "SipNumber": "+1\u0035", "SipTrunkId": "ST_\"billing\"", },
        }
        """)]
    public Task Agent_WithATrunkInTheAppSettings_IsNotReported(string settings)
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource(AgentWithoutTrunk)
            .WithAdditionalFile("/project/appsettings.Production.json", settings)
            .RunAsync();

    [Theory]
    [InlineData("""{ "WarmTransfer": { "SipTrunkId": "" } }""")]
    [InlineData("""{ "WarmTransfer": { "SipTrunkId": null } }""")]
    [InlineData("""{ "WarmTransfer": { "SipConnection": { "Hostname": "sip.example.com" } } }""")]
    [InlineData("""{ "WarmTransfer": { "SipNumber": "+15105550123" }, "SipTrunkId": "ST_billing" }""")]
    [InlineData("""{ "WarmTransfer": [ { "SipTrunkId": "ST_billing" } ] }""")]
    [InlineData("""{ "Old": { "WarmTransfer": { "SipTrunkId": "ST_billing" } } }""")]
    [InlineData("""{ "Note": "\"WarmTransfer\": { \"SipTrunkId\": \"ST_billing\" }" }""")]
    [InlineData("""{ /* "WarmTransfer": { "SipTrunkId": "ST_billing" } */ }""")]
    [InlineData("""{ "WarmTransfer": { "SipTrunkId" """)]
    [InlineData("""{ "WarmTransfer": { "SipTrunkId": "ST_billing""")]
    [InlineData("""{ "WarmTransfer": { "SipTrunkId": "\u00""")]
    [InlineData("")]
    public Task Agent_WithAppSettingsThatNameNoTrunk_IsReported(string settings)
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource(ReportedAgent)
            .WithAdditionalFile("/project/appsettings.json", settings)
            .RunAsync();

    [Fact]
    public Task Agent_WithAppSettingsNestedWithoutEnd_IsReported()
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource(ReportedAgent)
            .WithAdditionalFile("/project/appsettings.json", string.Concat(Enumerable.Repeat("""{"a":""", 100_000)))
            .RunAsync();

    [Fact]
    public Task Agent_WithATrunkInAnotherFile_IsReported()
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource(ReportedAgent)
            .WithAdditionalFile("/project/launchSettings.json", """{ "WarmTransfer": { "SipTrunkId": "ST_billing" } }""")
            .RunAsync();

    [Theory]
    [InlineData("""new WarmTransferOptions { SipTrunkId = "ST_billing" }""")]
    [InlineData("""new WarmTransferOptions { SipTrunkId = Environment.GetEnvironmentVariable("TRUNK") }""")]
    [InlineData("""new WarmTransferOptions { SipConnection = new SipConnection { Hostname = "sip.example.com" } }""")]
    [InlineData("""Prepare(options => options.SipTrunkId = "ST_billing")""")]
    public Task Agent_WithOptionsThatSetATrunk_IsNotReported(string options)
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource($$"""
                {{AgentWithoutTrunk}}

                class Calls
                {
                    WarmTransferOptions Options() => {{options}};

                    static WarmTransferOptions Prepare(Action<WarmTransferOptions> prepare)
                    {
                        var options = new WarmTransferOptions();
                        prepare(options);
                        return options;
                    }
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("""new WarmTransferOptions()""")]
    [InlineData("""new WarmTransferOptions { SipTrunkId = null }""")]
    [InlineData("""new WarmTransferOptions { SipTrunkId = "" }""")]
    [InlineData("""new WarmTransferOptions { SipNumber = "+15105550123" }""")]
    [InlineData("""new TrunkRow { SipTrunkId = "ST_billing" }""")]
    public Task Agent_WithOptionsThatSetNoTrunk_IsReported(string options)
        => new RuleTest<TrunkNotConfiguredAnalyzer>()
            .WithSource($$"""
                {{ReportedAgent}}

                class TrunkRow
                {
                    public string? SipTrunkId { get; init; }
                }

                class Calls
                {
                    object Options() => {{options}};
                }
                """)
            .RunAsync();
}
