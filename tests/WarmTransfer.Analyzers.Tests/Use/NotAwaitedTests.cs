using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class NotAwaitedTests
{
    [Fact]
    public Task Calls_InAnAsyncMethod_AreReportedAndAwaited()
        => new RuleTest<NotAwaitedAnalyzer>()
            .WithSource("""
                class Calls
                {
                    async Task RunAsync(CallSession session, ITransferAgent desk, ConnectedCall call)
                    {
                        // First of all.
                        [|session.StartAsync()|];
                        [|session.WarmTransferAsync(desk)|];
                        [|call.EndAsync()|];
                        await session.DisposeAsync();
                    }
                }
                """)
            .WithMessage("'StartAsync' is not awaited, so what follows runs before it is done and nobody sees it fail; await it, or keep its task and await that later")
            .WithFix<AwaitCodeFix>("""
                class Calls
                {
                    async Task RunAsync(CallSession session, ITransferAgent desk, ConnectedCall call)
                    {
                        // First of all.
                        await session.StartAsync();
                        await session.WarmTransferAsync(desk);
                        await call.EndAsync();
                        await session.DisposeAsync();
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Calls_OutsideOfAsyncFunctions_AreReportedWithoutAFix()
        => new RuleTest<NotAwaitedAnalyzer>()
            .WithSource("""
                class Calls
                {
                    async Task RunAsync(ICallerLeg caller, WarmTransferTask task)
                    {
                        Action run = () => [|task.RunAsync(caller)|];
                        await Task.Yield();
                        run();
                    }

                    void Speak(ICallerLeg caller) => [|caller.SayAsync("Hello")|];

                    void End(WarmTransferTask task)
                    {
                        lock (this)
                            [|task.DisposeAsync()|];
                    }
                }
                """)
            .WithoutFix<AwaitCodeFix>()
            .RunAsync();

    [Theory]
    [InlineData("Task started = session.StartAsync()")]
    [InlineData("_ = session.StartAsync()")]
    [InlineData("Keep(session.StartAsync())")]
    [InlineData("session.StartAsync().Wait()")]
    [InlineData("session.IO = session.IO")]
    public Task Task_KeptOrDiscarded_IsNotReported(string statement)
        => new RuleTest<NotAwaitedAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    void Run(CallSession session)
                    {
                        {{statement}};
                    }

                    void Keep(Task task) => task.ToString();
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherTypes_NotAwaited_AreNotReported()
        => new RuleTest<NotAwaitedAnalyzer>()
            .WithSource("""
                class Session
                {
                    public Task StartAsync() => Task.CompletedTask;
                    public Task<WarmTransferOptions> ReadAsync() => Task.FromResult(new WarmTransferOptions());

                    void Run(Session session)
                    {
                        session.StartAsync();
                        session.ReadAsync();
                    }
                }
                """)
            .RunAsync();
}
