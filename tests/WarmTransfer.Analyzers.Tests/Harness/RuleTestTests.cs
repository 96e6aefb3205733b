using Xunit.Sdk;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>A test harness that lets a wrong test pass would make every other test worthless.</summary>
public sealed class RuleTestTests
{
    private const string Reported = """
        [TransferAgent]
        class [|BillingDesk|];
        """;

    [Fact]
    public Task Source_ThatDoesNotCompile_FailsTheTest()
        => FailsAsync(Test("[TransferAgent] partial class BillingDesk : Missing;"), "The source of the test does not compile");

    [Fact]
    public Task Diagnostic_WithoutAMark_FailsTheTest()
        => FailsAsync(Test("[TransferAgent] class BillingDesk;"), "WT1001 at 22: BillingDesk");

    [Fact]
    public Task Mark_WithoutADiagnostic_FailsTheTest()
        => FailsAsync(Test("[TransferAgent] partial class [|BillingDesk|];"), "WT1001 at 30: BillingDesk");

    [Fact]
    public Task Mark_OfAnotherRule_FailsTheTest()
        => FailsAsync(Test("[TransferAgent] class {|WT1002:BillingDesk|};"), "WT1002 at 22: BillingDesk");

    [Fact]
    public Task Message_OfOtherWords_FailsTheTest()
        => FailsAsync(Test(Reported).WithMessage("Something else"), "Something else");

    [Fact]
    public Task Fix_WithAnotherResult_FailsTheTest()
        => FailsAsync(Test(Reported).WithFix<CodeFixes.MakeTransferAgentPartialCodeFix>("[TransferAgent] partial class BillingDesk;"), "Strings differ");

    [Fact]
    public Task Mark_WithTheIdOfTheRule_IsTheSameAsAPlainOne()
        => Test("[TransferAgent] class {|WT1001:BillingDesk|};").RunAsync();

    [Theory]
    [InlineData("class [|BillingDesk;", "never closed")]
    [InlineData("class BillingDesk|];", "closes nothing")]
    [InlineData("class [|BillingDesk|};", "closes nothing")]
    [InlineData("class {|WT1001 BillingDesk|};", "followed by a rule id")]
    public void Marks_ThatDoNotPair_AreRefused(string source, string message)
        => Assert.Contains(message, Assert.Throws<FormatException>(() => Test(source)).Message, StringComparison.Ordinal);

    private static RuleTest<TransferAgentNotPartialAnalyzer> Test(string source)
        => new RuleTest<TransferAgentNotPartialAnalyzer>().WithSource(source);

    private static async Task FailsAsync(RuleTest<TransferAgentNotPartialAnalyzer> test, string why)
        => Assert.Contains(why, (await Assert.ThrowsAnyAsync<XunitException>(test.RunAsync)).Message, StringComparison.Ordinal);
}
