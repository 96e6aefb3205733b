using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class ToolWithoutCancellationTokenTests
{
    [Fact]
    public Task Tools_ThatCannotBeStopped_AreReportedAndGetAToken()
        => new RuleTest<ToolWithoutCancellationTokenAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    async Task [|FindAsync|](string account, int year = 0) => await Task.Yield();

                    [TransferTool]
                    ValueTask<int> [|CountAsync|]() => new(1);

                    Task AllAsync() => FindAsync("1");
                }
                """)
            .WithMessage("The tool 'FindAsync' goes on when the human hangs up or the caller leaves; add a CancellationToken parameter and pass it on")
            .WithFix<AddCancellationTokenCodeFix>("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    async Task FindAsync(string account, int year = 0, CancellationToken cancellationToken = default) => await Task.Yield();

                    [TransferTool]
                    ValueTask<int> CountAsync(CancellationToken cancellationToken = default) => new(1);

                    Task AllAsync() => FindAsync("1");
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_OfAnInterface_IsReportedWithoutAFix()
        => new RuleTest<ToolWithoutCancellationTokenAnalyzer>()
            .WithSource("""
                interface IDesk
                {
                    Task FindAsync();
                }

                [TransferAgent]
                partial class BillingDesk : IDesk
                {
                    [TransferTool]
                    public Task [|FindAsync|]() => Task.CompletedTask;
                }
                """)
            .WithoutFix<AddCancellationTokenCodeFix>()
            .RunAsync();

    [Theory]
    [InlineData("[TransferTool] Task FindAsync(CancellationToken stop) => Task.CompletedTask;")]
    [InlineData("[TransferTool] void Find() { }")]
    [InlineData("Task FindAsync() => Task.CompletedTask;")]
    public Task Method_ThatCanBeStoppedOrIsDoneAtOnceOrIsNoTool_IsNotReported(string method)
        => new RuleTest<ToolWithoutCancellationTokenAnalyzer>()
            .WithSource($$"""
                [TransferAgent]
                partial class BillingDesk
                {
                    {{method}}
                }
                """)
            .RunAsync();
}
