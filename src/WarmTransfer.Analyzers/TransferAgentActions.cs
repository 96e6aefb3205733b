using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Runs rules over transfer agents.</summary>
internal static class TransferAgentActions
{
    /// <summary>Calls <paramref name="analyze"/> for every class with a <c>[TransferAgent]</c> attribute, and every abstract one that may have tools for them; never in a project that does not know it.</summary>
    public static void RegisterTransferAgentAction(this AnalysisContext context, Action<TransferAgentContext> analyze)
        => context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.Of(start.Compilation).TransferAgentAttribute is not { } transferAgent)
                return;

            start.RegisterSymbolAction(
                symbol =>
                {
                    var type = (INamedTypeSymbol)symbol.Symbol;
                    if (type.Attribute(transferAgent) is not null || AgentParser.IsToolBase(type))
                        analyze(new(symbol, ParsedAgent.Of(type, symbol.Compilation, symbol.CancellationToken)));
                },
                SymbolKind.NamedType);
        });
}
