namespace WarmTransfer.Analyzers.Tests;

public sealed class UnsupportedToolResultTests
{
    [Fact]
    public Task Result_OfATypeTheAgentLeavesOpen_IsReported()
        => new RuleTest<UnsupportedToolResultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class Desk<T>
                {
                    [TransferTool]
                    [|Task<List<T>>|] LoadAsync() => throw new NotSupportedException();
                }
                """)
            .WithMessage("The result of the tool 'LoadAsync' is of the type 'T', which the transfer agent 'Desk' leaves open, so nothing can write it; make 'Desk' abstract, take [TransferAgent] off it, and mark a class derived from it that says what 'T' is")
            .RunAsync();

    [Fact]
    public Task Tool_ThatReturnsAStream_IsReportedAtTheType()
        => new RuleTest<UnsupportedToolResultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    public [|Task<System.IO.Stream>|] OpenAsync(string account) => throw new NotSupportedException();
                }
                """)
            .WithMessage("The result of the tool 'OpenAsync' cannot be told to a model, because of the type 'System.IO.Stream'; return text, a number, an enum, a record of these, or a list")
            .RunAsync();

    [Fact]
    public Task Tool_ThatReturnsByReference_IsReported()
        => new RuleTest<UnsupportedToolResultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    private int _total;

                    [TransferTool]
                    [|ref int|] Total() => ref _total;
                }
                """)
            .WithMessage("The tool 'Total' returns by reference, but a model is only told values; remove 'ref'")
            .RunAsync();

    [Fact]
    public Task Tool_ThatReturnsARecord_IsNotReported()
        => new RuleTest<UnsupportedToolResultAnalyzer>()
            .WithSource("""
                record Invoice(string Number, decimal Amount, DateOnly Due);

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    Task<IReadOnlyList<Invoice>> ListAsync() => throw new NotSupportedException();
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_ThatReturnsNothing_IsNotReported()
        => new RuleTest<UnsupportedToolResultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Close()
                    {
                    }

                    [TransferTool]
                    ValueTask OpenAsync() => default;
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_ThatIsNoTool_IsNotReported()
        => new RuleTest<UnsupportedToolResultAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    System.IO.Stream Open() => throw new NotSupportedException();
                }
                """)
            .RunAsync();
}
