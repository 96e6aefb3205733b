namespace WarmTransfer.Analyzers.Tests;

public sealed class NotStrictToolParameterTests
{
    [Theory]
    [InlineData("Dictionary<string, int>", "System.Collections.Generic.Dictionary<string, int>")]
    [InlineData("System.Text.Json.JsonElement[]", "System.Text.Json.JsonElement")]
    [InlineData("Invoice?", "System.Collections.Generic.Dictionary<string, string>")]
    public Task Parameter_ThatAStrictSchemaCannotDescribe_IsReported(string type, string culprit)
        => new RuleTest<NotStrictToolParameterAnalyzer>()
            .WithSource($$"""
                record Invoice(string Number, Invoice[] Parts, Dictionary<string, string> Notes);

                [TransferAgent(Strict = true)]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find({{type}} [|value|])
                    {
                    }
                }
                """)
            .WithMessage($"The parameter 'value' of the strict tool 'Find' takes '{culprit}', which a strict schema cannot describe; take a list of records with a key and a value, or leave out Strict")
            .RunAsync();

    [Fact]
    public Task Parameters_OfToolsThatAreNotStrict_AreNotReported()
        => new RuleTest<NotStrictToolParameterAnalyzer>()
            .WithSource("""
                record Line(string Product, Line[] Parts);

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(Dictionary<string, int> value)
                    {
                    }

                    [TransferTool(Strict = true)]
                    void Send(Line[] lines, int? count)
                    {
                    }
                }
                """)
            .RunAsync();
}
