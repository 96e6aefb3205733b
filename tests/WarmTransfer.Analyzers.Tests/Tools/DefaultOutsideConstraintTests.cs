namespace WarmTransfer.Analyzers.Tests;

public sealed class DefaultOutsideConstraintTests
{
    [Theory]
    [InlineData("[Range(1, 10)] int [|p|] = 0", "Range")]
    [InlineData("[Range(1, 10)] int? [|p|] = 11", "Range")]
    [InlineData("[Range(0.0, 1.0, MaximumIsExclusive = true)] double [|p|] = 1", "Range")]
    [InlineData("[Range(typeof(decimal), \"0.1\", \"0.9\")] decimal [|p|] = 0.95m", "Range")]
    [InlineData("[StringLength(3)] string [|p|] = \"four\"", "StringLength")]
    [InlineData("[StringLength(9, MinimumLength = 5)] string [|p|] = \"four\"", "StringLength")]
    [InlineData("[MinLength(1)] string [|p|] = \"\"", "MinLength")]
    [InlineData("[MaxLength(3)] string [|p|] = \"four\"", "MaxLength")]
    [InlineData("[Length(1, 3)] string [|p|] = \"four\"", "Length")]
    [InlineData("[RegularExpression(\"[a-z]+\")] string [|p|] = \"a1\"", "RegularExpression")]
    [InlineData("[AllowedValues(\"a\", \"b\")] string [|p|] = \"c\"", "AllowedValues")]
    [InlineData("[DeniedValues(0, 1)] int [|p|] = 1", "DeniedValues")]
    [InlineData("[Required] string [|p|] = \" \"", "Required")]
    [InlineData("[Range(1, 10), System.ComponentModel.DefaultValue(12)] int [|p|]", "Range")]
    public Task Parameter_WithADefaultOutsideItsConstraint_IsReported(string parameter, string constraint)
        => new RuleTest<DefaultOutsideConstraintAnalyzer>()
            .WithSource(ToolOf(parameter))
            .WithMessage($"The default value of the parameter 'p' of the tool 'Find' does not meet the parameter's own [{constraint}], so a model that sends what the schema offers is refused; write one that does, or make the parameter nullable")
            .RunAsync();

    [Theory]
    [InlineData("[Range(1, 10)] int p = 10, [Range(1, 10)] int q = 1, [Range(1, 10)] int? r = null")]
    [InlineData("[Range(0.0, 1.0, MaximumIsExclusive = true)] double p = 0.99, [Range(0.5, double.MaxValue)] double q = 1e300")]
    [InlineData("[StringLength(4, MinimumLength = 4), MinLength(4), MaxLength(4), Length(4, 4)] string p = \"four\", [MaxLength] string q = \"four\"")]
    [InlineData("[RegularExpression(\"a|ab\")] string p = \"ab\", [MinLength(1)] string? q = null")]
    [InlineData("[AllowedValues(DayOfWeek.Monday, DayOfWeek.Friday)] DayOfWeek p = DayOfWeek.Friday, [DeniedValues(0)] int q = 1, [Required(AllowEmptyStrings = true)] string r = \"\"")]
    public Task Parameter_WithADefaultWithinItsConstraints_IsNotReported(string parameters)
        => new RuleTest<DefaultOutsideConstraintAnalyzer>().WithSource(ToolOf(parameters)).RunAsync();

    private static string ToolOf(string parameters) => $$"""
        using System.ComponentModel.DataAnnotations;

        [TransferAgent]
        partial class BillingDesk
        {
            [TransferTool]
            void Find({{parameters}})
            {
            }
        }
        """;
}
