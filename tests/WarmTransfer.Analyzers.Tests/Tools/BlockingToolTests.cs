using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class BlockingToolTests
{
    [Fact]
    public Task AsyncTool_ThatBlocks_IsReportedAndAwaits()
        => new RuleTest<BlockingToolAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    async Task<int> CountAsync(Task<int> open, Task ready)
                    {
                        await Task.Yield();
                        [|Thread.Sleep(100)|];
                        [|Thread.Sleep(TimeSpan.FromSeconds(1))|]; // A moment.
                        [|ready.Wait()|];
                        int count = [|open.Result|];
                        return count + [|open.Result|].CompareTo(1) + [|open.GetAwaiter().GetResult()|];
                    }
                }
                """)
            .WithMessage("The tool 'CountAsync' blocks its thread with 'Sleep', and other calls wait with it; await instead")
            .WithFix<AwaitInToolCodeFix>("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    async Task<int> CountAsync(Task<int> open, Task ready)
                    {
                        await Task.Yield();
                        await Task.Delay(100);
                        await Task.Delay(TimeSpan.FromSeconds(1)); // A moment.
                        await ready;
                        int count = await open;
                        return count + (await open).CompareTo(1) + (await open);
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task SynchronousTools_ThatBlock_AreReportedAndMadeAsync()
        => new RuleTest<BlockingToolAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    /// <summary>Counts.</summary>
                    [TransferTool]
                    public int Count() => [|CountAsync().Result|];

                    [TransferTool]
                    void Wait()
                    {
                        [|CountAsync().Wait()|];
                    }

                    static Task<int> CountAsync() => Task.FromResult(1);
                }
                """)
            .WithFix<AwaitInToolCodeFix>("""
                [TransferAgent]
                partial class BillingDesk
                {
                    /// <summary>Counts.</summary>
                    [TransferTool]
                    public async Task<int> Count() => await CountAsync();

                    [TransferTool]
                    async Task Wait()
                    {
                        await CountAsync();
                    }

                    static Task<int> CountAsync() => Task.FromResult(1);
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_WhoseSignatureIsNotItsOwn_IsReportedWithoutAFix()
        => new RuleTest<BlockingToolAnalyzer>()
            .WithSource("""
                interface IDesk
                {
                    int Count();
                }

                [TransferAgent]
                partial class BillingDesk : IDesk
                {
                    [TransferTool]
                    public int Count() => [|Task.FromResult(1).Result|];

                    [TransferTool]
                    void Close(Task<int> open)
                    {
                        Func<int> count = () => [|open.Result|];
                        lock (this)
                            [|Task.WaitAll(open)|];
                        [|open.Wait(100)|];
                    }
                }
                """)
            .WithoutFix<AwaitInToolCodeFix>()
            .RunAsync();

    [Theory]
    [InlineData("Task<int> open = Task.FromResult(1); await open; return open.Result;")]
    [InlineData("Task<int> one = Task.FromResult(1), two = Task.FromResult(2); await Task.WhenAll(one, two); return one.Result + two.Result;")]
    [InlineData("await Task.Delay(100); return new Answer(1).Result;")]
    [InlineData("return await Task.FromResult(1);")]
    public Task Tool_ThatAwaits_IsNotReported(string statements)
        => new RuleTest<BlockingToolAnalyzer>()
            .WithSource($$"""
                record Answer(int Result);

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    async Task<int> CountAsync()
                    {
                        {{statements}}
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Method_ThatIsNoTool_IsNotReported()
        => new RuleTest<BlockingToolAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    int Count() => Task.FromResult(1).Result;
                }
                """)
            .RunAsync();
}
