using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Analyzers;
using WarmTransfer.Generators.Tests.Differential;

namespace WarmTransfer.Generators.Tests;

/// <summary>What the generator leaves out, some analyzer reports; what none reports is generated and compiles.</summary>
/// <remarks>Held against every source that stands in a test of this project, so that whoever tests the generator tests this too.</remarks>
public sealed class AgreementTests
{
    private const int FewestSources = 100;
    private const string OutsideAgent = "WT1002";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(TransferAgentNotPartialAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id.StartsWith("WT1", StringComparison.Ordinal))),
    ];

    [Fact]
    public async Task Analyzers_OnEverySourceOfTheTests_ReportWhatTheGeneratorLeavesOut()
    {
        List<string> disagreements = [];
        int compared = 0;
        foreach (string source in Sources().Distinct(StringComparer.Ordinal))
        {
            Case example = new(source);
            if (!example.IsCompilersBusiness)
            {
                compared++;
                disagreements.AddRange(await example.DisagreementsAsync());
            }
        }

        Assert.True(disagreements.Count == 0, string.Join("\n\n", disagreements));
        Assert.True(compared >= FewestSources, $"Only {compared} sources were found in the tests.");
    }

    [Theory]
    [InlineData("[TransferAgent] public class Desk { [TransferTool] public void M(object o) { } }")]
    [InlineData("[TransferAgent] public partial class Desk { [TransferTool] public void M(object o) { } }")]
    [InlineData("public class Desk { [TransferTool] public void M() { } }")]
    public async Task Case_WhoseDiagnosticsAreLost_IsADisagreement(string source)
    {
        Case example = new("using WarmTransfer;\n" + source);

        Assert.Empty(await example.DisagreementsAsync());
        Assert.NotEmpty(example.Disagreements([]));
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Folder(), "*.cs").Order(StringComparer.Ordinal)
        .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot())
        .SelectMany(file => Literals(file).Concat(file.DescendantNodes().OfType<MethodDeclarationSyntax>().SelectMany(FilledTemplates)))
        .Select(Source).OfType<string>()
        .Append(DifferentialTable.Source);

    private static IEnumerable<string> Literals(SyntaxNode node)
        => node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
            .Select(token => token.ValueText);

    // $"[TransferAgent] … {declaration} …" of a theory, with the declaration of each of its rows.
    private static IEnumerable<string> FilledTemplates(MethodDeclarationSyntax theory)
        => from template in theory.Body is { } body ? body.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>() : []
           where template.ToString().Contains("TransferAgent", StringComparison.Ordinal)
           from row in theory.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => attribute.Name.ToString() == "InlineData")
           let values = row.ArgumentList!.Arguments.Select(argument => (argument.Expression as LiteralExpressionSyntax)?.Token.ValueText)
               .Zip(theory.ParameterList.Parameters).ToDictionary(pair => pair.Second.Identifier.ValueText, pair => pair.First, StringComparer.Ordinal)
           select string.Concat(template.Contents.Select(part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : values.GetValueOrDefault(((InterpolationSyntax)part).Expression.ToString())));

    // The tables of tools have the members of an agent, without the agent.
    private static string? Source(string text) => text switch
    {
        _ when text.Contains("TransferAgent", StringComparison.Ordinal) => text.Contains("using WarmTransfer", StringComparison.Ordinal) ? text : "using WarmTransfer;\n" + text,
        _ when text.Contains("TransferTool", StringComparison.Ordinal) => $"using WarmTransfer;\n[TransferAgent] public partial class Desk {{ {text} }}",
        _ => null,
    };

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>One source, and what the generator made of it.</summary>
    private sealed class Case
    {
        private readonly string _source;
        private readonly SyntaxTree _tree;
        private readonly Compilation _output;
        private readonly List<AgentModel> _agents;

        public Case(string source)
        {
            _source = source;
            CSharpCompilation compilation = GeneratorHarness.Compile(source);
            _tree = compilation.SyntaxTrees[^1];
            GeneratorRunResult result = GeneratorHarness.Driver(compilation).RunGeneratorsAndUpdateCompilation(compilation, out _output, out _).GetRunResult().Results[0];
            _agents = result.TrackedSteps.TryGetValue(TransferAgentGenerator.AgentsStep, out var steps)
                ? [.. steps.SelectMany(step => step.Outputs).Select(output => (AgentModel)output.Value)]
                : [];
        }

        /// <summary>A piece of a source, or one that is wrong whoever reads it.</summary>
        public bool IsCompilersBusiness => Errors().Any(error => error.Location.SourceTree == _tree);

        public async Task<IEnumerable<string>> DisagreementsAsync()
            => Disagreements(await _output.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync());

        public IEnumerable<string> Disagreements(ImmutableArray<Diagnostic> diagnostics)
        {
            List<Diagnostic> reported = [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == OutsideAgent)];
            foreach (Diagnostic error in Errors().Where(error => error.Location.SourceTree != _tree))
                yield return Say("is generated wrongly", error.ToString(), reported);

            foreach (INamedTypeSymbol type in Declared().OfType<INamedTypeSymbol>().Where(type => Has(type, "TransferAgentAttribute")))
            {
                bool isGenerated = _agents.Exists(agent => agent.HintName == AgentParser.HintName(type));
                if (isGenerated == reported.Exists(diagnostic => type.Locations.Contains(diagnostic.Location)))
                    yield return Say(isGenerated ? "is reported and generated" : "is not generated, in silence", type.Name, reported);
            }

            foreach (IMethodSymbol method in Declared().OfType<IMethodSymbol>().Where(method => Has(method, "TransferToolAttribute")))
            {
                bool isReported = reported.Exists(diagnostic => IsAbout(diagnostic, method));
                if (IsOffered(method) == isReported && !IsLeftOutWithItsClass(method, reported))
                    yield return Say(isReported ? "is reported and offered" : "is not offered, in silence", method.ToString()!, reported);
            }
        }

        private IEnumerable<Diagnostic> Errors() => _output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        private IEnumerable<ISymbol> Declared()
        {
            SemanticModel model = _output.GetSemanticModel(_tree);
            List<SyntaxNode> nodes = [.. _tree.GetRoot().DescendantNodes()];
            return nodes.OfType<MemberDeclarationSyntax>().Select(node => model.GetDeclaredSymbol(node))
                .Concat(nodes.OfType<AccessorDeclarationSyntax>().Select(node => model.GetDeclaredSymbol(node)))
                .Concat(nodes.OfType<LocalFunctionStatementSyntax>().Select(node => model.GetDeclaredSymbol(node)))
                .OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default);
        }

        private static bool Has(ISymbol symbol, string attribute)
            => symbol.GetAttributes().Any(data => data.AttributeClass is { } type && type.Name == attribute && type.ContainingNamespace.Name == "WarmTransfer");

        private static bool IsAbout(Diagnostic diagnostic, IMethodSymbol method)
            => method.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == diagnostic.Location.SourceTree && reference.Span.Contains(diagnostic.Location.SourceSpan));

        // By an agent that has it or inherits it; one that another takes the place of is offered as that other.
        private bool IsOffered(IMethodSymbol method) => _agents.Exists(agent => agent.Tools.Any(tool =>
            tool.MethodName.TrimStart('@') == method.Name && tool.Parameters.Count == method.Parameters.Length
                && tool.Parameters.Zip(method.Parameters).All(pair => pair.First.Name == pair.Second.Name && MayBe(pair.First, pair.Second.Type))));

        // What a generic base class leaves open, the agent's model has closed.
        private static bool MayBe(ParameterModel parameter, ITypeSymbol type)
            => parameter.Value is not { TypeName: { } name } || type.SpecialType == SpecialType.None || type.QualifiedName() == name;

        private static bool IsLeftOutWithItsClass(IMethodSymbol method, List<Diagnostic> reported)
        {
            for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
                if (reported.Exists(diagnostic => type.Locations.Contains(diagnostic.Location)))
                    return true;
            return AgentParser.IsToolBase(method.ContainingType);
        }

        private string Say(string what, string who, IEnumerable<Diagnostic> reported) => $"{who} {what}:\n{_source}\nReported: {string.Join(", ", reported)}";
    }
}
