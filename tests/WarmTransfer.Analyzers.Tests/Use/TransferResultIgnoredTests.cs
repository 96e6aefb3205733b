namespace WarmTransfer.Analyzers.Tests;

public sealed class TransferResultIgnoredTests
{
    [Theory]
    [InlineData("await session.WarmTransferAsync(desk)")]
    [InlineData("await task.RunAsync(session)")]
    [InlineData("await task.RunAsync(session).ConfigureAwait(false)")]
    [InlineData("await TransferAsync()")]
    public Task Transfer_AwaitedAsAStatement_IsReported(string transfer)
        => new RuleTest<TransferResultIgnoredAnalyzer>()
            .WithSource($$"""
                class Calls(CallSession session, ITransferAgent desk, WarmTransferTask task)
                {
                    async Task RunAsync()
                    {
                        [|{{transfer}}|];
                        Func<Task> again = async () => [|{{transfer}}|];
                        await again();
                    }

                    async Task<WarmTransferResult> TransferAsync() => await task.RunAsync(session);

                    object All => (session, desk, task);
                }
                """)
            .WithMessage("The result of the transfer is ignored, so the caller is told nothing when no human takes the call; switch over it, or write '_ =' in front if it really does not matter")
            .RunAsync();

    [Theory]
    [InlineData("_ = await session.WarmTransferAsync(desk)")]
    [InlineData("Console.WriteLine(await session.WarmTransferAsync(desk))")]
    [InlineData("Console.WriteLine((await session.WarmTransferAsync(desk)).Describe())")]
    [InlineData("await session.StartAsync()")]
    [InlineData("await session.GenerateReplyAsync()")]
    public Task Result_UsedOrDiscarded_IsNotReported(string statement)
        => new RuleTest<TransferResultIgnoredAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    async Task RunAsync(CallSession session, ITransferAgent desk)
                    {
                        {{statement}};
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Result_Returned_IsNotReported()
        => new RuleTest<TransferResultIgnoredAnalyzer>()
            .WithSource("""
                class Calls
                {
                    async Task<WarmTransferResult> RunAsync(CallSession session, ITransferAgent desk) => await session.WarmTransferAsync(desk);
                }
                """)
            .RunAsync();
}
