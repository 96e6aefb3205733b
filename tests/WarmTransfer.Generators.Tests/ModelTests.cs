using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators.Tests;

public sealed class ModelTests
{
    private const string Source = """
        using WarmTransfer;

        public record Invoice(string Number, Invoice? Next, State[] States);

        public enum State { Open }

        [TransferAgent(CallTo = "+15105550123")]
        public partial class Desk
        {
            /// <summary>Finds.</summary>
            [TransferTool] public System.Collections.Generic.List<Invoice> Find(Invoice like, State state = State.Open, int? limit = 5, params string[] words) => new();
        }
        """;

    [Fact]
    public void Models_HoldNothingOfTheCompiler()
    {
        HashSet<Type> visited = [];

        Walk(Parse(Source), visited);

        Assert.Contains(typeof(PropertyModel), visited);
        Assert.Contains(typeof(DefaultModel), visited);
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
            foreach (object? item in items)
                Walk(item, visited);
            return;
        }

        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Walk(field.GetValue(value), visited);
    }
}
