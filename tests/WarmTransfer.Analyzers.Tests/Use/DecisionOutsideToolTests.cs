namespace WarmTransfer.Analyzers.Tests;

public sealed class DecisionOutsideToolTests
{
    [Theory]
    [InlineData("[|_control!.Decline(\"later\")|]")]
    [InlineData("_control?[|.Decline(\"later\")|]")]
    [InlineData("[|this.Control.VoicemailDetected()|]")]
    [InlineData("[|Control.ConnectToCallerAsync()|]")]
    public Task Decision_ThroughAControlThatWasKept_IsReported(string decision)
        => new RuleTest<DecisionOutsideToolAnalyzer>()
            .WithSource($$"""
                [TransferAgent]
                partial class BillingDesk
                {
                    private TransferControl? _control;

                    TransferControl Control => _control!;

                    [TransferTool]
                    void Begin(TransferControl control) => _control = control;

                    object? Decide() => {{decision}};
                }
                """)
            .RunAsync();

    [Fact]
    public Task Decision_ThroughAControlThatWasKept_NamesTheKeeper()
        => new RuleTest<DecisionOutsideToolAnalyzer>()
            .WithSource("""
                class Timer
                {
                    public TransferControl? Kept;

                    void OnTick() => [|Kept!.Decline("late")|];
                }
                """)
            .WithMessage("'Decline' is called on a TransferControl that was kept in 'Kept', and may decide a transfer that is over, or another one; declare a TransferControl parameter in the tool and call it there")
            .RunAsync();

    [Fact]
    public Task Decision_ThroughAControlThatWasHandedIn_IsNotReported()
        => new RuleTest<DecisionOutsideToolAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    string Refuse(TransferControl control)
                    {
                        TransferControl mine = control;
                        Func<string> answer = () => mine.Decline("no");
                        return answer() + Helper.End(control);
                    }
                }

                static class Helper
                {
                    public static string End(TransferControl control) => control.VoicemailDetected();
                }
                """)
            .RunAsync();

    [Fact]
    public Task Decision_OfAControlThatWrapsAnother_IsNotReported()
        => new RuleTest<DecisionOutsideToolAnalyzer>()
            .WithSource("""
                class Counting : TransferControl
                {
                    private readonly TransferControl _inner;

                    public Counting(TransferControl inner) => _inner = inner;

                    public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default) => _inner.ConnectToCallerAsync(cancellationToken);

                    public override string Decline(string reason) => _inner.Decline(reason);

                    public override string VoicemailDetected() => _inner.VoicemailDetected();
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherType_ThatDeclines_IsNotReported()
        => new RuleTest<DecisionOutsideToolAnalyzer>()
            .WithSource("""
                class Invitation
                {
                    private readonly Invitation _next = new();

                    public string Decline(string reason) => _next.Decline(reason);
                }
                """)
            .RunAsync();
}
