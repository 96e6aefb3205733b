using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class AsyncVoidToolTests
{
    [Fact]
    public Task Tool_AsyncVoid_IsReportedAndReturnsTask()
        => new RuleTest<AsyncVoidToolAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    public async void [|Notify|](string account)
                    {
                        await Task.Yield();
                    }

                    [TransferTool]
                    static async void [|Remind|]() => await Task.Yield();
                }
                """)
            .WithMessage("The tool 'Notify' is 'async void': the AI would be answered before it has ended, and its exceptions would end the process; return Task")
            .WithFix<ReturnTaskCodeFix>("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    public async Task Notify(string account)
                    {
                        await Task.Yield();
                    }

                    [TransferTool]
                    static async Task Remind() => await Task.Yield();
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_AsyncVoidWithoutAUsingForTask_NamesItInFull()
        => new RuleTest<AsyncVoidToolAnalyzer>()
            .WithoutGlobalUsings()
            .WithSource("""
                using WarmTransfer;

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    async void [|Notify|]() => await System.Threading.Tasks.Task.Yield();
                }
                """)
            .WithFix<ReturnTaskCodeFix>("""
                using WarmTransfer;

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    async System.Threading.Tasks.Task Notify() => await System.Threading.Tasks.Task.Yield();
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_VoidOrAsyncTask_IsNotReported()
        => new RuleTest<AsyncVoidToolAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Close()
                    {
                    }

                    [TransferTool]
                    async Task NotifyAsync() => await Task.Yield();
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_AsyncVoidThatIsNoTool_IsNotReported()
        => new RuleTest<AsyncVoidToolAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    async void OnRing(object sender, EventArgs e) => await Task.Yield();
                }
                """)
            .RunAsync();
}
