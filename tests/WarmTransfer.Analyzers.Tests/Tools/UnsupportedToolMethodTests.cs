namespace WarmTransfer.Analyzers.Tests;

public sealed class UnsupportedToolMethodTests
{
    [Fact]
    public Task Tool_Generic_IsReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void [|Find|]<TOrder>(string account)
                    {
                    }
                }
                """)
            .WithMessage("The tool 'Find' has type parameters, which a model cannot choose; write a tool for each type that is meant")
            .RunAsync();

    [Fact]
    public Task Tool_ExplicitImplementation_IsReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                interface IDesk
                {
                    void Close();
                }

                [TransferAgent]
                partial class BillingDesk : IDesk
                {
                    [TransferTool]
                    void IDesk.[|Close|]()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_Accessor_IsReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    int Open { [TransferTool] [|get|]; }
                }
                """)
            .WithMessage("The tool 'get_Open' is an accessor or operator; move its work to an ordinary method and mark that one")
            .RunAsync();

    [Fact]
    public Task Tool_PartialWithoutABody_IsReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    partial void [|Close|]();
                }
                """)
            .WithMessage("The tool 'Close' is partial and has no body; implement it")
            .RunAsync();

    [Fact]
    public Task Tool_LocalFunctionOrLambda_IsReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    Func<string> Open()
                    {
                        [TransferTool]
                        string [|Find|]() => "";

                        [Obsolete]
                        string Search() => Find();

                        return [|[TransferTool] () => Find()|];
                    }
                }
                """)
            .WithMessage("The tool 'Find' is a local function; move its work to a method of a transfer agent and mark that one")
            .RunAsync();

    [Fact]
    public Task Tool_PartialWithABody_IsNotReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    partial void Close();

                    partial void Close()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_ImplicitImplementationStaticOrPrivate_IsNotReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                interface IDesk
                {
                    void Close();
                }

                [TransferAgent]
                partial class BillingDesk : IDesk
                {
                    [TransferTool]
                    public void Close()
                    {
                    }

                    [TransferTool]
                    private static void Open()
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_GenericThatIsNoTool_IsNotReported()
        => new RuleTest<UnsupportedToolMethodAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void Find<TOrder>(string account)
                    {
                    }
                }
                """)
            .RunAsync();
}
