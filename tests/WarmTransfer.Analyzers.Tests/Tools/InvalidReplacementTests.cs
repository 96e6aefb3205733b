namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidReplacementTests
{
    [Fact]
    public Task Tools_ThatReplaceTheSameBuiltIn_AreReportedAtAllButTheFirst()
        => new RuleTest<InvalidReplacementAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Name = "refuse", Replaces = BuiltInTool.DeclineTransfer)]
                    void Refuse()
                    {
                    }

                    [TransferTool(Name = "decline", Replaces = [|BuiltInTool.DeclineTransfer|])]
                    void Decline(string reason)
                    {
                    }
                }
                """)
            .WithMessage("The tools 'Refuse()' and 'Decline(string)' both replace BuiltInTool.DeclineTransfer; keep 'Replaces' on one of them")
            .RunAsync();

    [Fact]
    public Task Tool_ThatReplacesNoMemberOfTheEnum_IsReported()
        => new RuleTest<InvalidReplacementAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Replaces = [|(BuiltInTool)9|])]
                    void Refuse()
                    {
                    }
                }
                """)
            .WithMessage("The tool 'Refuse' replaces '9', which is no member of BuiltInTool; name one of ConnectToCaller, DeclineTransfer and VoicemailDetected")
            .RunAsync();

    [Fact]
    public Task Tools_ThatReplaceDifferentBuiltIns_AreNotReported()
        => new RuleTest<InvalidReplacementAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Replaces = BuiltInTool.DeclineTransfer)]
                    void Refuse()
                    {
                    }

                    [TransferTool(Replaces = BuiltInTool.VoicemailDetected)]
                    void LeaveMessage()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tools_ThatReplaceNone_AreNotReported()
        => new RuleTest<InvalidReplacementAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Replaces = BuiltInTool.None)]
                    void Refuse()
                    {
                    }

                    [TransferTool(Replaces = BuiltInTool.None)]
                    void LeaveMessage()
                    {
                    }
                }
                """)
            .RunAsync();
}
