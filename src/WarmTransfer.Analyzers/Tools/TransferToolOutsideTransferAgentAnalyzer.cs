using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferTool]</c> methods in types that are not transfer agents: the AI is never offered them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransferToolOutsideTransferAgentAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TransferToolOutsideTransferAgent];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var symbols = KnownSymbols.Of(start.Compilation);
            if (symbols.TransferAgentAttribute is not { } transferAgent || symbols.TransferToolAttribute is not { } transferTool)
                return;

            start.RegisterSymbolAction(symbol => Analyze(symbol, transferAgent, transferTool), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol transferAgent, INamedTypeSymbol transferTool)
    {
        ISymbol method = context.Symbol;
        if (method.Attribute(transferTool) is null)
            return;

        // The attribute is not inherited: a class derived from an agent and a class nested in one are types of their own.
        INamedTypeSymbol type = method.ContainingType;
        if (type.Attribute(transferAgent) is not null || AgentParser.IsToolBase(type))
            return;

        context.ReportDiagnostic(Diagnostic.Create(
            RuleDescriptors.TransferToolOutsideTransferAgent, method.Locations[0], method.Name, type.Name));
    }
}
