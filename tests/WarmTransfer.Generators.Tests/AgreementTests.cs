using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Analyzers;
using WarmTransfer.Generators.Tests.Differential;

namespace WarmTransfer.Generators.Tests;

/// <summary>What the generator leaves out, some analyzer reports; what none reports is generated and compiles.</summary>
/// <remarks>Held against every source that stands in a test of this project, so that a new test of the generator tests this too.</remarks>
public sealed partial class AgreementTests
{
    private const int FewestSources = 120;
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
        List<Case> cases = [.. (await Case.CompileAsync(Sources().Distinct(StringComparer.Ordinal))).Where(example => !example.IsCompilersBusiness)];
        List<string> disagreements = [.. cases.SelectMany(example => example.Disagreements())];

        Assert.True(disagreements.Count == 0, string.Join("\n\n", disagreements));
        Assert.True(cases.Count >= FewestSources, $"Only {cases.Count} sources were found in the tests.");
    }

    [Theory]
    [InlineData("[TransferAgent] public class Desk { [TransferTool] public void M(object o) { } }")]
    [InlineData("[TransferAgent] public partial class Desk { [TransferTool] public void M(object o) { } }")]
    [InlineData("public class Desk { [TransferTool] public void M() { } }")]
    public async Task Case_WhoseDiagnosticsAreLost_IsADisagreement(string source)
    {
        Case example = Assert.Single(await Case.CompileAsync(["using WarmTransfer;\n" + source]));

        Assert.Empty(example.Disagreements());
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

    /// <summary>One source, what the generator made of it, and what is reported of both.</summary>
    /// <param name="source">The source.</param>
    /// <param name="tree">The source, in a namespace of its own.</param>
    /// <param name="whole">All sources and what was generated.</param>
    /// <param name="agents">The models of the source's agents.</param>
    /// <param name="diagnostics">The compiler's and the analyzers', of the source and of what was generated for it.</param>
    private sealed partial class Case(string source, SyntaxTree tree, Compilation whole, List<AgentModel> agents, List<Diagnostic> diagnostics)
    {
        private static readonly CompilationWithAnalyzersOptions Options = new(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);

        /// <summary>A piece of a source, or one that both find wrong.</summary>
        public bool IsCompilersBusiness => Errors().Any(error => error.Location.SourceTree == tree);

        /// <summary>Compiles and analyzes all sources at once, each in a namespace of its own, except those that no parser reads.</summary>
        public static async Task<IReadOnlyList<Case>> CompileAsync(IEnumerable<string> sources)
        {
            CSharpCompilation compilation = GeneratorHarness.Compile("");
            CSharpParseOptions options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
            List<(string Source, SyntaxTree Tree, string Space)> readable = [.. sources.Where(source => IsReadable(source, options))
                .Select((source, index) => (source, CSharpSyntaxTree.ParseText(Within($"Case{index}", source), options, $"Case{index}.cs"), $"Case{index}."))];
            compilation = compilation.AddSyntaxTrees(readable.Select(example => example.Tree));
            GeneratorRunResult result = GeneratorHarness.Driver(compilation).RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _).GetRunResult().Results[0];
            List<AgentModel> agents = result.TrackedSteps.TryGetValue(TransferAgentGenerator.AgentsStep, out var steps)
                ? [.. steps.SelectMany(step => step.Outputs).Select(output => (AgentModel)output.Value)]
                : [];
            CompilationWithAnalyzers analyzed = complete.WithAnalyzers(Analyzers, Options);
            ILookup<string, Diagnostic> diagnostics = (await analyzed.GetAllDiagnosticsAsync()).ToLookup(SpaceOf, StringComparer.Ordinal);

            Assert.DoesNotContain(diagnostics[""], diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            return [.. readable.Select(example => new Case(
                example.Source, example.Tree, analyzed.Compilation, [.. agents.Where(agent => agent.HintName.StartsWith(example.Space, StringComparison.Ordinal))], [.. diagnostics[example.Space]]))];
        }

        public IEnumerable<string> Disagreements() => Disagreements([.. diagnostics.Where(diagnostic => !IsCompilers(diagnostic))]);

        public IEnumerable<string> Disagreements(ImmutableArray<Diagnostic> found)
        {
            List<Diagnostic> reported = [.. found.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == OutsideAgent)];
            foreach (Diagnostic error in Errors().Where(error => error.Location.SourceTree != tree))
                yield return Say("is generated wrongly", error.ToString(), reported);

            foreach (INamedTypeSymbol type in Declared().OfType<INamedTypeSymbol>().Where(type => Has(type, "TransferAgentAttribute")))
            {
                var isGenerated = agents.Exists(agent => agent.HintName == AgentParser.HintName(type));
                if (isGenerated == reported.Exists(diagnostic => type.Locations.Contains(diagnostic.Location)))
                    yield return Say(isGenerated ? "is reported and generated" : "is not generated, in silence", type.Name, reported);
            }

            foreach (IMethodSymbol method in Declared().OfType<IMethodSymbol>().Where(method => Has(method, "TransferToolAttribute")))
            {
                var isReported = reported.Exists(diagnostic => IsAbout(diagnostic, method));
                if (IsOffered(method) == isReported && !IsLeftOutWithItsClass(method, reported))
                    yield return Say(isReported ? "is reported and offered" : "is not offered, in silence", method.ToString()!, reported);
            }
        }

        private IEnumerable<Diagnostic> Errors() => diagnostics.Where(diagnostic => IsCompilers(diagnostic) && diagnostic.Severity == DiagnosticSeverity.Error);

        private static bool IsCompilers(Diagnostic diagnostic) => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

        private static bool IsReadable(string source, CSharpParseOptions options)
            => !CSharpSyntaxTree.ParseText(source, options).GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        private static string Within(string space, string source) => FileScopedNamespace().IsMatch(source)
            ? FileScopedNamespace().Replace(source, $"namespace {space}.")
            : $"namespace {space}\n{{\n{NameOfTheSources().Replace(source, $"global::{space}.")}\n}}\n";

        [GeneratedRegex("^namespace (?=[^{]*;$)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
        private static partial Regex FileScopedNamespace();

        [GeneratedRegex("global::(?!System|Microsoft|WarmTransfer)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
        private static partial Regex NameOfTheSources();

        // Both a source and what is generated for it are named for its namespace.
        private static string SpaceOf(Diagnostic diagnostic)
            => Path.GetFileName(diagnostic.Location.SourceTree?.FilePath) is { } name && name.StartsWith("Case", StringComparison.Ordinal) ? name[..(name.IndexOf('.') + 1)] : "";

        private IEnumerable<ISymbol> Declared()
        {
            SemanticModel model = whole.GetSemanticModel(tree);
            List<SyntaxNode> nodes = [.. tree.GetRoot().DescendantNodes()];
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
        private bool IsOffered(IMethodSymbol method) => agents.Exists(agent => agent.Tools.Any(tool =>
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

        private string Say(string what, string who, IEnumerable<Diagnostic> reported) => $"{who} {what}:\n{source}\nReported: {string.Join(", ", reported)}";
    }
}
