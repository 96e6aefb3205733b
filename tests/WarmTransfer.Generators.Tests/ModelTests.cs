using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators.Tests;

public sealed class ModelTests
{
    private const string Source = """
        using System.ComponentModel.DataAnnotations;
        using WarmTransfer;

        public record Invoice(string Number, Invoice? Next, State[] States);

        public enum State { Open }

        [TransferAgent(CallTo = "+15105550123")]
        public partial class Desk
        {
            /// <summary>Finds.</summary>
            [TransferTool] public System.Collections.Generic.List<Invoice> Find(Invoice like, State state = State.Open, int? limit = 5, params string[] words) => new();

            [TransferTool]
            public void Note(
                [Range(1, 9)] int count, [Range(typeof(decimal), "0.1", "9")] decimal price, [Range(typeof(DateOnly), "2030-01-01", "2030-12-31")] DateOnly day,
                [StringLength(40, MinimumLength = 2)] string name, [RegularExpression("[a-z]+")] string code, [EmailAddress] string email,
                [AllowedValues("red", "green")] string colour, [DeniedValues(State.Open)] State state, decimal share = 1.5m)
            {
            }
        }
        """;

    [Fact]
    public void Models_HoldNothingOfTheCompiler()
    {
        HashSet<Type> visited = [];

        Walk(Parse(Source), visited);

        Assert.Contains(typeof(PropertyModel), visited);
        Assert.Contains(typeof(ConstantModel), visited);
        Assert.Contains(typeof(NumberRangeConstraint), visited);
        Assert.DoesNotContain(visited, type => type.Assembly == typeof(ISymbol).Assembly || type.Assembly == typeof(CSharpCompilation).Assembly);
    }

    [Fact]
    public void Models_OfEqualSources_AreEqual()
    {
        AgentModel one = Parse(Source);
        AgentModel other = Parse(Source);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Models_OfSourcesThatDifferDeepInside_Differ() => Assert.NotEqual(Parse(Source), Parse(Source.Replace("string Number", "string? Number", StringComparison.Ordinal)));

    // A model that is equal to the one before is not written again, so whatever is written has to count.
    [Theory]
    [InlineData("Range(1, 9)", "Range(1, 8)")]
    [InlineData("Range(1, 9)", "Range(2, 9)")]
    [InlineData("\"0.1\"", "\"0.10\"")]
    [InlineData("\"9\")", "\"9\", MaximumIsExclusive = true)")]
    [InlineData("2030-01-01", "2030-01-02")]
    [InlineData("\"2030-12-31\")", "\"2030-12-31\", MinimumIsExclusive = true)")]
    [InlineData("StringLength(40", "StringLength(41")]
    [InlineData("MinimumLength = 2", "MinimumLength = 3")]
    [InlineData("[a-z]+", "[a-z]*")]
    [InlineData("EmailAddress", "Phone")]
    [InlineData("\"green\"", "\"blue\"")]
    [InlineData("DeniedValues", "AllowedValues")]
    [InlineData("1.5m", "1.50m")]
    public void Models_OfConstantsThatDiffer_Differ(string text, string replacement)
    {
        var other = Source.Replace(text, replacement, StringComparison.Ordinal);

        Assert.NotEqual(Source, other);
        Assert.NotEqual(Parse(Source), Parse(other));
    }

    [Fact]
    public void EquatableArray_ByDefault_IsEmpty()
    {
        EquatableArray<string> none = default;

        Assert.Empty(none);
        Assert.Equal([], none);
        Assert.NotEqual(["a"], none);
    }

    private static AgentModel Parse(string source)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(source);
        INamedTypeSymbol desk = compilation.GetTypeByMetadataName("Desk")!;
        return AgentParser.Parse(desk, KnownSymbols.Of(compilation), CancellationToken.None).Model!;
    }

    private static void Walk(object? value, HashSet<Type> visited)
    {
        if (value is null)
            return;
        visited.Add(value.GetType());
        if (value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return;
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, visited);
            return;
        }

        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Walk(field.GetValue(value), visited);
    }
}
