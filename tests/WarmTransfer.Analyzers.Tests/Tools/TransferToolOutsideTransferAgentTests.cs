using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class TransferToolOutsideTransferAgentTests
{
    [Fact]
    public Task Tool_InAnOrdinaryClass_IsReportedAndTheClassMarked()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                /// <summary>Answers questions about bills.</summary>
                public sealed class BillingDesk
                {
                    [TransferTool]
                    public string [|Find|](string account) => account;
                }
                """)
            .WithMessage("The AI is never offered the tool 'Find', because 'BillingDesk' is not a transfer agent; mark the class with [TransferAgent] or move the tool to one that is")
            .WithFix<MarkAsTransferAgentCodeFix>("""
                /// <summary>Answers questions about bills.</summary>
                [TransferAgent]
                public sealed partial class BillingDesk
                {
                    [TransferTool]
                    public string Find(string account) => account;
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tools_SeveralInOneClass_MarkTheClassOnce()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                [Serializable]
                public partial record BillingDesk
                {
                    [TransferTool]
                    public string [|Find|](string account) => account;

                    [TransferTool]
                    private static void [|Close|]()
                    {
                    }
                }
                """)
            .WithFix<MarkAsTransferAgentCodeFix>("""
                [Serializable]
                [TransferAgent]
                public partial record BillingDesk
                {
                    [TransferTool]
                    public string Find(string account) => account;

                    [TransferTool]
                    private static void Close()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_InAFileWithoutTheUsing_GetsTheMarkByItsFullName()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithoutGlobalUsings()
            .WithSource("""
                using Tool = WarmTransfer.TransferToolAttribute;

                class BillingDesk
                {
                    [Tool]
                    void [|Close|]()
                    {
                    }
                }
                """)
            .WithFix<MarkAsTransferAgentCodeFix>("""
                using Tool = WarmTransfer.TransferToolAttribute;

                [WarmTransfer.TransferAgent]
                partial class BillingDesk
                {
                    [Tool]
                    void Close()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_InATypeThatCannotBeAnAgent_IsReportedWithoutAFix()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                struct Ledger
                {
                    [TransferTool]
                    void [|Close|]()
                    {
                    }
                }

                record struct Page
                {
                    [TransferTool]
                    void [|Turn|]()
                    {
                    }
                }

                static class Desk
                {
                    [TransferTool]
                    static void [|Open|]()
                    {
                    }
                }

                file class Drawer
                {
                    [TransferTool]
                    void [|Shut|]()
                    {
                    }
                }

                interface IDesk
                {
                    [TransferTool]
                    void [|Ring|]();
                }
                """)
            .WithoutFix<MarkAsTransferAgentCodeFix>()
            .RunAsync();

    [Fact]
    public Task Tool_InAClassNestedInAnAgent_IsReported()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    class Ledger
                    {
                        [TransferTool]
                        void [|Close|]()
                        {
                        }
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_InAGenericClass_IsReportedAndTheClassMarked()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                class Shelf<TOrder>
                {
                    [TransferTool]
                    void [|Clear|]()
                    {
                    }
                }
                """)
            .WithFix<MarkAsTransferAgentCodeFix>("""
                [TransferAgent]
                partial class Shelf<TOrder>
                {
                    [TransferTool]
                    void Clear()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_InAClassDerivedFromAnAgent_IsReported()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk;

                class Ledger : BillingDesk
                {
                    [TransferTool]
                    void [|Close|]()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_InAnAbstractClass_IsNotReported()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                abstract class Ledger<TOrder>
                {
                    [TransferTool]
                    protected void Close(TOrder order)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_InAnotherPartOfAnAgent_IsNotReported()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk;

                partial class BillingDesk
                {
                    [TransferTool]
                    void Close()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_WithoutTheAttribute_IsNotReported()
        => new RuleTest<TransferToolOutsideTransferAgentAnalyzer>()
            .WithSource("""
                class BillingDesk
                {
                    [Obsolete]
                    void Close()
                    {
                    }
                }
                """)
            .RunAsync();
}
