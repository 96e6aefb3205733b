using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class OutcomeNotHandledTests
{
    /// <summary>Every outcome but two.</summary>
    private const string Most = """
        WarmTransferResult.Connected or WarmTransferResult.Declined or WarmTransferResult.Voicemail or WarmTransferResult.Rejected
                or WarmTransferResult.Unreachable or WarmTransferResult.HumanLeft or WarmTransferResult.CallerLeft or WarmTransferResult.TimedOut
                or WarmTransferResult.MergeFailed or WarmTransferResult.Cancelled
        """;

    [Fact]
    public Task Expression_ThatMakesText_IsReportedAndDescribesTheOthers()
        => new RuleTest<OutcomeNotHandledAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    string Tell(WarmTransferResult result) => [|result|] switch
                    {
                        {{Most}} => "done",
                    };
                }
                """)
            .WithMessage("The switch does not handle Busy and NoAnswer; add the missing outcomes, or a discard for all others")
            .WithFix<HandleOutcomesCodeFix>($$"""
                class Calls
                {
                    string Tell(WarmTransferResult result) => result switch
                    {
                        {{Most}} => "done",
                        WarmTransferResult.Busy => result.Describe(),
                        WarmTransferResult.NoAnswer => result.Describe()
                    };
                }
                """)
            .RunAsync();

    [Fact]
    public Task Expression_OfAnotherType_IsReportedAndThrows()
        => new RuleTest<OutcomeNotHandledAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    async Task<int> CountAsync(CallSession session, ITransferAgent desk) => [|await session.WarmTransferAsync(desk)|] switch
                    {
                        {{Most}} => 1,
                        WarmTransferResult.NoAnswer none => none.Attempts.Count
                    };
                }
                """)
            .WithMessage("The switch does not handle Busy; add the missing outcomes, or a discard for all others")
            .WithFix<HandleOutcomesCodeFix>($$"""
                class Calls
                {
                    async Task<int> CountAsync(CallSession session, ITransferAgent desk) => await session.WarmTransferAsync(desk) switch
                    {
                        {{Most}} => 1,
                        WarmTransferResult.NoAnswer none => none.Attempts.Count,
                        WarmTransferResult.Busy => throw new NotImplementedException()
                    };
                }
                """)
            .RunAsync();

    [Fact]
    public Task Statement_ThatLeavesOutcomesOut_IsReportedAndNamesThem()
        => new RuleTest<OutcomeNotHandledAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    void Tell(WarmTransferResult result)
                    {
                        switch ([|result|])
                        {
                            case {{Most}}:
                                Console.WriteLine("done");
                                break;
                        }
                    }
                }
                """)
            .WithFix<HandleOutcomesCodeFix>($$"""
                class Calls
                {
                    void Tell(WarmTransferResult result)
                    {
                        switch (result)
                        {
                            case {{Most}}:
                                Console.WriteLine("done");
                                break;
                            case WarmTransferResult.Busy:
                            case WarmTransferResult.NoAnswer:
                                break;
                        }
                    }
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("WarmTransferResult.Busy when result.HoldTime > TimeSpan.Zero => 2, WarmTransferResult.NoAnswer => 3")]
    [InlineData("WarmTransferResult.Busy { HoldTime.Ticks: > 5 } => 2, WarmTransferResult.NoAnswer => 3")]
    [InlineData("WarmTransferResult.Busy { Attempts: [] } => 2, WarmTransferResult.NoAnswer => 3")]
    public Task Outcome_HandledInPart_IsReported(string arms)
        => new RuleTest<OutcomeNotHandledAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    int Count(WarmTransferResult result) => [|result|] switch
                    {
                        {{Most}} => 1,
                        {{arms}}
                    };
                }
                """)
            .WithMessage("The switch does not handle Busy; add the missing outcomes, or a discard for all others")
            .RunAsync();

    [Theory]
    [InlineData("WarmTransferResult.Busy => 2, WarmTransferResult.NoAnswer none => 3")]
    [InlineData("WarmTransferResult.Busy { HoldTime: var time } => 2, WarmTransferResult.NoAnswer { } => 3")]
    [InlineData("_ => 2")]
    [InlineData("var other => 2")]
    [InlineData("WarmTransferResult other => 2")]
    [InlineData("{ } => 2")]
    [InlineData("not WarmTransferResult.Connected => 2")]
    [InlineData("null => 2, not null => 3")]
    public Task Expression_ThatHandlesAll_IsNotReported(string arms)
        => new RuleTest<OutcomeNotHandledAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    int Count(WarmTransferResult result) => result switch
                    {
                        {{Most}} => 1,
                        {{arms}}
                    };
                }
                """)
            .RunAsync();

    [Fact]
    public Task Switch_WithADefaultOrOverSomethingElse_IsNotReported()
        => new RuleTest<OutcomeNotHandledAnalyzer>()
            .WithSource("""
                class Calls
                {
                    void Tell(WarmTransferResult result, object other)
                    {
                        switch (result)
                        {
                            case WarmTransferResult.Declined(var reason):
                                Console.WriteLine(reason);
                                break;
                            default:
                                break;
                        }

                        switch (other)
                        {
                            case WarmTransferResult.Busy:
                                break;
                        }
                    }
                }
                """)
            .RunAsync();
}
