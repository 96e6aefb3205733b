namespace WarmTransfer.Analyzers.Tests;

public sealed class ToolDescriptionTooLongTests
{
    [Fact]
    public Task Description_LongerThanModelsTake_IsReported()
        => new RuleTest<ToolDescriptionTooLongAnalyzer>()
            .WithSource(Tool(1025, "[|Find|]"))
            .WithMessage("The description of the tool 'Find' is 1025 characters long, and OpenAI refuses more than 1024; say here what the tool does and when to call it, and the rest in the descriptions of its parameters")
            .RunAsync();

    [Fact]
    public Task Description_OfTheGreatestLength_IsNotReported()
        => new RuleTest<ToolDescriptionTooLongAnalyzer>()
            .WithSource(Tool(1024, "Find"))
            .RunAsync();

    [Fact]
    public Task Description_LongWithItsSpacesAlone_IsNotReported()
        => new RuleTest<ToolDescriptionTooLongAnalyzer>()
            .WithSource($$"""
                [TransferAgent]
                partial class BillingDesk
                {
                    /// <summary>Finds {{new string(' ', 2000)}} an account.</summary>
                    [TransferTool]
                    void Find()
                    {
                    }
                }
                """)
            .RunAsync();

    private static string Tool(int length, string name) => $$"""
        [TransferAgent]
        partial class BillingDesk
        {
            /// <summary>{{new string('x', length)}}</summary>
            [TransferTool]
            void {{name}}()
            {
            }
        }
        """;
}
