using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class ToolNameTakenByBuiltInTests
{
    [Fact]
    public Task Tool_NamedLikeABuiltIn_IsReportedAndReplacesIt()
        => new RuleTest<ToolNameTakenByBuiltInAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void [|VoicemailDetected|]()
                    {
                    }

                    [TransferTool(Name = [|"decline_transfer"|])]
                    void Refuse(string reason)
                    {
                    }
                }
                """)
            .WithMessage("The tool 'VoicemailDetected' is named 'voicemail_detected' like a built-in tool; rename it, or take the built-in one's place: [TransferTool(Replaces = BuiltInTool.VoicemailDetected)]")
            .WithFix<ReplaceBuiltInToolCodeFix>("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Replaces = BuiltInTool.VoicemailDetected)]
                    void VoicemailDetected()
                    {
                    }

                    [TransferTool(Name = "decline_transfer", Replaces = BuiltInTool.DeclineTransfer)]
                    void Refuse(string reason)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_ThatReplacesAnotherBuiltIn_IsReportedWithoutAFix()
        => new RuleTest<ToolNameTakenByBuiltInAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Name = [|"connect_to_caller"|], Replaces = BuiltInTool.DeclineTransfer)]
                    void Refuse(string reason)
                    {
                    }
                }
                """)
            .WithoutFix<ReplaceBuiltInToolCodeFix>()
            .RunAsync();

    [Fact]
    public Task Tool_ThatReplacesTheBuiltIn_IsNotReported()
        => new RuleTest<ToolNameTakenByBuiltInAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Replaces = BuiltInTool.DeclineTransfer)]
                    void DeclineTransfer(string reason)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_WithTheNameOfABuiltInThatAnotherToolReplaced_IsNotReported()
        => new RuleTest<ToolNameTakenByBuiltInAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool(Name = "refuse", Replaces = BuiltInTool.DeclineTransfer)]
                    void Refuse(string reason)
                    {
                    }

                    [TransferTool]
                    void DeclineTransfer()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_InPlaceOfAnInheritedReplacement_IsReported()
        => new RuleTest<ToolNameTakenByBuiltInAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool(Replaces = BuiltInTool.DeclineTransfer)]
                    protected void Refuse(string reason)
                    {
                    }
                }

                [TransferAgent]
                partial class BillingDesk : House
                {
                    [TransferTool]
                    void [|DeclineTransfer|](string reason)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_WhoseBuiltInAnInheritedToolReplacesUnderAnotherName_IsNotReported()
        => new RuleTest<ToolNameTakenByBuiltInAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool(Name = "refuse", Replaces = BuiltInTool.DeclineTransfer)]
                    protected void Refuse(string reason)
                    {
                    }
                }

                [TransferAgent]
                partial class BillingDesk : House
                {
                    [TransferTool]
                    void DeclineTransfer()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_NamedLikeABuiltInThatIsNoTool_IsNotReported()
        => new RuleTest<ToolNameTakenByBuiltInAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void DeclineTransfer(string reason)
                    {
                    }
                }
                """)
            .RunAsync();
}
