using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace WarmTransfer.Generators.Tests;

/// <summary>An edit costs the generator no more than what the edit changes.</summary>
public sealed class CachingTests
{
    private const string Source = """
        using WarmTransfer;

        [TransferAgent]
        public partial class North
        {
            /// <summary>Says hello.</summary>
            [TransferTool] public string Hello(string name) { return name; }
        }

        [TransferAgent]
        public partial class South
        {
            [TransferTool] public System.Collections.Generic.List<Record> Find(Mood mood) => new();
        }

        public enum Mood { Calm, Angry }

        public record Record(string Name, Mood Mood);
        """;

    [Fact]
    public void Agents_AfterAnUnrelatedEdit_AreCached()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(Source);
        compilation = compilation.AddSyntaxTrees(Enumerable.Range(0, 2_000).Select(i => Tree(compilation, $"class Other{i};")));

        GeneratorRunResult result = RunAgain(compilation, edited => edited.AddSyntaxTrees(Tree(edited, "class Unrelated { void M() { } }")));

        AssertSteps(result, IncrementalStepRunReason.Cached, count: 2);
    }

    [Theory]
    [InlineData("{ return name; }", "{ return name + \"!\"; }")]
    [InlineData("Says hello.", "Says   hello.")]
    [InlineData("public enum Mood", "\n\npublic enum Mood")]
    [InlineData("=> new();", "=> throw new System.NotSupportedException();")]
    public void Agents_AfterAnEquivalentEdit_AreNotWrittenAgain(string text, string replacement)
    {
        GeneratorRunResult result = RunAgain(GeneratorHarness.Compile(Source), compilation => Edit(compilation, text, replacement));

        AssertSteps(result, IncrementalStepRunReason.Cached, count: 2);
        Assert.All(Reasons(result, "result_ForAttributeWithMetadataName"), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
    }

    [Fact]
    public void Agents_AfterAnEditOfOne_LeaveTheOtherAlone()
    {
        GeneratorRunResult result = RunAgain(GeneratorHarness.Compile(Source), compilation => Edit(compilation, "string name)", "string nickname, string name)"));

        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(result, TransferAgentGenerator.AgentsStep).Order());
        Assert.Contains("nickname", result.GeneratedSources[0].SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Agents_AfterAnEditOfATypeTheyName_AreWrittenAgain()
    {
        GeneratorRunResult result = RunAgain(GeneratorHarness.Compile(Source), compilation => Edit(compilation, "Calm, Angry", "Calm, Angry, Joyful"));

        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, TransferAgentGenerator.AgentsStep));
        Assert.Contains("Joyful", result.GeneratedSources[1].SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Agents_GeneratedTwice_AreTheSameText()
        => Assert.Equal(Texts(GeneratorHarness.Generate(Source)), Texts(GeneratorHarness.Generate(Source)));

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void GeneratedText_InEveryCulture_IsTheSame(string culture)
    {
        const string Numbers = """
            using Microsoft.Extensions.DependencyInjection;
            using WarmTransfer;

            public enum Key { Low = -5 }

            [TransferAgent]
            public partial class Desk
            {
                [TransferTool]
                public void InvoiceIt(int a = -1, double b = -1.5, decimal c = -2.5m, Key d = (Key)(-7), long e = -9, float f = -0.5f, [FromKeyedServices(Key.Low)] IDisposable? service = null) { }
            }
            """;
        IEnumerable<string> expected = Texts(GeneratorHarness.Generate(Numbers));

        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        Assert.Equal(expected, Texts(GeneratorHarness.Generate(Numbers)));
    }

    [Fact]
    public void GeneratedText_OnEveryMachine_EndsLinesAlike()
        => Assert.All(Texts(GeneratorHarness.Generate(Source.Replace("\n", "\r\n", StringComparison.Ordinal))), text => Assert.DoesNotContain('\r', text));

    private static GeneratorRunResult RunAgain(CSharpCompilation compilation, Func<CSharpCompilation, CSharpCompilation> edit)
        => GeneratorHarness.Driver(compilation).RunGenerators(compilation).RunGenerators(edit(compilation)).GetRunResult().Results[0];

    private static CSharpCompilation Edit(CSharpCompilation compilation, string text, string replacement)
    {
        SyntaxTree tree = compilation.SyntaxTrees.Single(candidate => candidate.FilePath == "Agent.cs");
        SourceText source = tree.GetText();
        var start = source.ToString().IndexOf(text, StringComparison.Ordinal);
        Assert.True(start >= 0, $"The source does not contain: {text}");
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(source.WithChanges(new TextChange(new(start, text.Length), replacement))));
    }

    private static SyntaxTree Tree(CSharpCompilation compilation, string source)
        => CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)compilation.SyntaxTrees[0].Options);

    private static void AssertSteps(GeneratorRunResult result, IncrementalStepRunReason expected, int count)
    {
        List<IncrementalStepRunReason> reasons = Reasons(result, TransferAgentGenerator.AgentsStep);
        Assert.Equal(count, reasons.Count);
        Assert.All(reasons, reason => Assert.Equal(expected, reason));
        Assert.All(result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static List<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step)
        => [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static IEnumerable<string> Texts(IReadOnlyList<GeneratedSourceResult> files) => files.Select(file => file.SourceText.ToString());
}
