using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>One <c>[TransferAgent]</c> class, or abstract class with tools for those that derive from it, as the source generator reads it, for a rule to report what is wrong with it.</summary>
internal readonly struct TransferAgentContext(SymbolAnalysisContext analysis, ParsedAgent agent)
{
    public INamedTypeSymbol Agent => agent.Symbol;

    /// <summary>The tools in the order they are declared, with or without problems.</summary>
    public IReadOnlyList<ParsedTool> Tools => agent.Tools;

    /// <summary>How many tools the AI is offered: its own and inherited ones. None by a class that is not an agent.</summary>
    public int OfferedTools => agent.Result.Model?.Tools.Count ?? 0;

    public CancellationToken CancellationToken => analysis.CancellationToken;

    /// <summary>What is wrong with the class itself and with what it inherits, of these kinds.</summary>
    public IEnumerable<ToolProblem> Problems(params ToolProblemKind[] kinds)
        => agent.Result.Problems.Concat(agent.Result.Inherited).Where(problem => kinds.Contains(problem.Kind));

    /// <summary>What is wrong with the tools, of these kinds.</summary>
    public IEnumerable<(ParsedTool Tool, ToolProblem Problem)> ToolProblems(params ToolProblemKind[] kinds)
        => Tools.SelectMany(tool => tool.Result.Problems, (tool, problem) => (tool, problem)).Where(found => kinds.Contains(found.problem.Kind));

    public void Report(DiagnosticDescriptor rule, Location place, params object[] messageArguments)
        => analysis.ReportDiagnostic(Diagnostic.Create(rule, place, messageArguments));

    /// <summary>Reports with something the rule's code fix has to know.</summary>
    public void Report(DiagnosticDescriptor rule, Location place, (string Name, string Value) property, params object[] messageArguments)
        => analysis.ReportDiagnostic(Diagnostic.Create(
            rule, place, ImmutableDictionary<string, string?>.Empty.Add(property.Name, property.Value), messageArguments));
}
