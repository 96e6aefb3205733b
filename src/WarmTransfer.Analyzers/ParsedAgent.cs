using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>A <c>[TransferAgent]</c> class, or an abstract one with tools for those that derive from it, and what the source generator makes of it: parsed once, and looked at by every rule.</summary>
internal sealed class ParsedAgent
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, ParsedAgent>> OfCompilations = new();

    private ParsedAgent(INamedTypeSymbol symbol, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        Symbol = symbol;
        Result = AgentParser.IsToolBase(symbol) && symbol.Attribute(symbols.TransferAgentAttribute) is null
            ? AgentParser.ParseToolBase(symbol, symbols, cancellationToken)
            : AgentParser.Parse(symbol, symbols, cancellationToken);
        Tools = [.. AgentParser.ToolMethods(symbol, symbols).Zip(Result.Tools, (method, result) => new ParsedTool(method, result, symbols))];
    }

    public INamedTypeSymbol Symbol { get; }

    public AgentParseResult Result { get; }

    /// <summary>The tools in the order they are declared, with or without problems.</summary>
    public IReadOnlyList<ParsedTool> Tools { get; }

    public static ParsedAgent Of(INamedTypeSymbol agent, Compilation compilation, CancellationToken cancellationToken)
        => OfCompilations.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default))
            .GetOrAdd(agent, key => new(key, KnownSymbols.Of(compilation), cancellationToken));
}
