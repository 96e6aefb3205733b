namespace WarmTransfer.Analyzers.Tests;

public sealed class IncompatibleReplacementTests
{
    [Theory]
    [InlineData("ConnectToCaller", "string [|code|]", "The tool 'Decide' must be sent 'code', and 'connect_to_caller', which it replaces, is called without arguments; give the parameter a default value")]
    [InlineData("VoicemailDetected", "TransferControl control, int [|seconds|]", "The tool 'Decide' must be sent 'seconds', and 'voicemail_detected', which it replaces, is called without arguments; give the parameter a default value")]
    [InlineData("DeclineTransfer", "string reason, DateTimeOffset [|callBackAt|]", "The tool 'Decide' must be sent 'callBackAt', and 'decline_transfer', which it replaces, is called with 'reason' alone; give the parameter a default value")]
    [InlineData("DeclineTransfer", "DayOfWeek [|reason|]", "The parameter 'reason' of the tool 'Decide' is not a string, and 'decline_transfer', which it replaces, is sent the human's own words; make it a string")]
    public Task Replacement_ThatIsNotCalledAsTheBuiltInIs_IsReported(string builtIn, string parameters, string message)
        => new RuleTest<IncompatibleReplacementAnalyzer>().WithSource(ToolOf($"Replaces = BuiltInTool.{builtIn}", parameters)).WithMessage(message).RunAsync();

    [Theory]
    [InlineData("Replaces = BuiltInTool.ConnectToCaller", "TransferControl control, CancellationToken cancellationToken")]
    [InlineData("Replaces = BuiltInTool.ConnectToCaller", "int? queue, string code = \"\", string? note = null")]
    [InlineData("Replaces = BuiltInTool.DeclineTransfer", "string reason, DateTimeOffset? callBackAt, TransferControl control")]
    [InlineData("Replaces = BuiltInTool.DeclineTransfer", "string? Reason")]
    [InlineData("Replaces = BuiltInTool.DeclineTransfer", "TransferControl control")]
    [InlineData("Replaces = BuiltInTool.VoicemailDetected", "[FromServices] IFormatProvider format")]
    [InlineData("Name = \"find\"", "string code")]
    public Task Tool_ThatIsCalledAsTheBuiltInIs_IsNotReported(string attribute, string parameters)
        => new RuleTest<IncompatibleReplacementAnalyzer>().WithSource(ToolOf(attribute, parameters)).RunAsync();

    private static string ToolOf(string attribute, string parameters) => $$"""
        [TransferAgent]
        partial class BillingDesk
        {
            [TransferTool({{attribute}})]
            void Decide({{parameters}})
            {
            }
        }
        """;
}
