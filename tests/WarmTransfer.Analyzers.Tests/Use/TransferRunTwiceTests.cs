namespace WarmTransfer.Analyzers.Tests;

public sealed class TransferRunTwiceTests
{
    [Theory]
    [InlineData("_ = await task.RunAsync(caller); _ = await [|task.RunAsync(caller)|];")]
    [InlineData("var result = await task.RunAsync(caller); if (result is WarmTransferResult.Busy) result = await [|task.RunAsync(caller)|];")]
    [InlineData("var result = await task.RunAsync(caller); return; async Task Again() => _ = await task.RunAsync(caller);")]
    [InlineData("while (true) _ = await [|task.RunAsync(caller)|];")]
    [InlineData("for (int i = 0; i < 3; i++) { var result = await [|task.RunAsync(caller)|]; if (result is WarmTransferResult.Connected) break; }")]
    [InlineData("foreach (int round in new[] { 1, 2 }) { try { _ = await [|task.RunAsync(caller)|]; } catch (LiveKitException) { } }")]
    [InlineData("{ _ = await task.RunAsync(caller); } _ = await [|task.RunAsync(caller)|];")]
    public Task Task_RunAgain_IsReported(string statements)
        => new RuleTest<TransferRunTwiceAnalyzer>()
            .WithSource(Method(statements))
            .RunAsync();

    [Fact]
    public Task Task_RunAgain_IsNamed()
        => new RuleTest<TransferRunTwiceAnalyzer>()
            .WithSource(Method("var first = task.RunAsync(caller); var second = [|task.RunAsync(caller)|]; await Task.WhenAll(first, second);"))
            .WithMessage("'task' has been run before, and a WarmTransferTask is one transfer; create another for this one")
            .RunAsync();

    [Theory]
    [InlineData("_ = await task.RunAsync(caller); task = new(desk); _ = await task.RunAsync(caller);")]
    [InlineData("_ = await task.RunAsync(caller); var other = new WarmTransferTask(desk); _ = await other.RunAsync(caller);")]
    [InlineData("if (desk is IDisposable) _ = await task.RunAsync(caller); else _ = await task.RunAsync(caller);")]
    [InlineData("if (desk is IDisposable) _ = await task.RunAsync(caller); _ = await task.RunAsync(caller);")]
    [InlineData("try { _ = await task.RunAsync(caller); } catch (LiveKitException) { } _ = await task.RunAsync(caller);")]
    [InlineData("foreach (int round in new[] { 1, 2 }) { await using var one = new WarmTransferTask(desk); _ = await one.RunAsync(caller); }")]
    [InlineData("foreach (int round in new[] { 1, 2 }) { _ = await task.RunAsync(caller); task = new(desk); }")]
    [InlineData("foreach (int round in new[] { 1, 2 }) { _ = await task.RunAsync(caller); break; }")]
    [InlineData("while (true) { _ = await task.RunAsync(caller); return; }")]
    [InlineData("foreach (var one in new[] { task }) _ = await one.RunAsync(caller);")]
    [InlineData("foreach (int round in new[] { 1 }) { Func<Task> later = async () => _ = await task.RunAsync(caller); }")]
    [InlineData("Func<Task> later = async () => _ = await task.RunAsync(caller); _ = await task.RunAsync(caller);")]
    public Task Task_RunOnceOrReplacedOrPerhaps_IsNotReported(string statements)
        => new RuleTest<TransferRunTwiceAnalyzer>()
            .WithSource(Method(statements))
            .RunAsync();

    [Fact]
    public Task OtherTask_RunAgain_IsNotReported()
        => new RuleTest<TransferRunTwiceAnalyzer>()
            .WithSource("""
                class Job
                {
                    public Task RunAsync() => Task.CompletedTask;

                    static async Task TwiceAsync(Job job)
                    {
                        await job.RunAsync();
                        await job.RunAsync();
                    }
                }
                """)
            .RunAsync();

    private static string Method(string statements) => $$"""
        class Calls
        {
            async Task RunAsync(WarmTransferTask task, ITransferAgent desk, ICallerLeg caller)
            {
                {{statements}}
            }
        }
        """;
}
