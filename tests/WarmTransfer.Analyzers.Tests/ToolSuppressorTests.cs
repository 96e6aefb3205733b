using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>Advice of other analyzers that does not hold for tools is silenced there, and nowhere else.</summary>
public sealed class ToolSuppressorTests
{
    private const string Source = """
        [TransferAgent]
        partial class BillingDesk
        {
            [TransferTool]
            string Find(string account)
            {
                return Inner("");
                string Inner(string text) => "";
            }

            string NoTool(string account) => "";
        }
        """;

    [Theory]
    [InlineData("CA1822")]
    [InlineData("IDE0051")]
    public async Task AdviceAboutAMethod_IsSilencedOnTools(string id)
        => Assert.Equal(["Inner", "NoTool"], await NamesAsync(new MethodAdvice(id)));

    [Fact]
    public async Task AdviceAboutAParameter_IsSilencedOnTools()
        => Assert.Equal(["text", "account"], await NamesAsync(new ParameterAdvice("IDE0060")));

    [Theory]
    [InlineData("CA1801")]
    [InlineData("IDE0052")]
    public async Task OtherAdvice_IsNotSilenced(string id)
        => Assert.Equal(["Find", "Inner", "NoTool"], await NamesAsync(new MethodAdvice(id)));

    [Fact]
    public async Task Advice_InAProjectThatDoesNotUseThePackage_IsNotSilenced()
    {
        Project project = TestProject.CreateWithoutRuntime("class Desk { void Find() { } }");

        Assert.Single(await TestProject.AnalyzeAsync(project, [new MethodAdvice("CA1822"), .. Suppressors], "A source without the package"));
    }

    private static IEnumerable<DiagnosticAnalyzer> Suppressors => AllRules.Analyzers.OfType<DiagnosticSuppressor>();

    /// <summary>What the advice that is left is about, in the order of the text.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(DiagnosticAnalyzer advice)
    {
        Project project = TestProject.Create(Source, withGlobalUsings: true, additionalFiles: [], editorConfig: null).Project;
        return [.. (await TestProject.AnalyzeAsync(project, [advice, .. Suppressors], "The source")).Select(diagnostic => diagnostic.GetMessage())];
    }

    private static DiagnosticDescriptor Descriptor(string id) => new(id, id, "{0}", "Advice", DiagnosticSeverity.Info, isEnabledByDefault: true);

#pragma warning disable RS1001 // They stand in for analyzers of the platform, and no compiler is to load them.
    /// <summary>Advises something about every method and local function, at its name.</summary>
    private sealed class MethodAdvice(string id) : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor(id)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(node => Report(node, ((MethodDeclarationSyntax)node.Node).Identifier), SyntaxKind.MethodDeclaration);
            context.RegisterSyntaxNodeAction(node => Report(node, ((LocalFunctionStatementSyntax)node.Node).Identifier), SyntaxKind.LocalFunctionStatement);
        }

        private void Report(SyntaxNodeAnalysisContext context, SyntaxToken name)
            => context.ReportDiagnostic(Diagnostic.Create(SupportedDiagnostics[0], name.GetLocation(), name.ValueText));
    }

    /// <summary>Advises something about every parameter.</summary>
    private sealed class ParameterAdvice(string id) : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor(id)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(
                node => node.ReportDiagnostic(Diagnostic.Create(SupportedDiagnostics[0], node.Node.GetLocation(), ((ParameterSyntax)node.Node).Identifier.ValueText)),
                SyntaxKind.Parameter);
        }
    }
#pragma warning restore RS1001
}
