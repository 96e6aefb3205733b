using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds tools of base classes that a transfer agent does not offer, although nothing is wrong with them where they are declared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InheritedToolLeftOutAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InheritedToolLeftOut];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        // The base class may be in another assembly, so the agent's name is the place.
        foreach (ToolProblem problem in context.Problems(
            ToolProblemKind.InheritedToolOutOfReach, ToolProblemKind.InheritedToolHidden, ToolProblemKind.InheritedToolUnsupported, ToolProblemKind.InheritedToolBuiltInName))
            context.Report(RuleDescriptors.InheritedToolLeftOut, context.Agent.Locations[0], problem.Detail!, context.Agent.Name, Obstacle(problem, context.Agent.Name));
    }

    private static string Obstacle(ToolProblem problem, string agent) => problem.Kind switch
    {
        ToolProblemKind.InheritedToolOutOfReach => $"which cannot call the method; make it protected, or give '{agent}' a tool of that name",
        ToolProblemKind.InheritedToolHidden => "because a member of the same name is nearer; rename one of the two, override the method, or mark the nearer one with [TransferTool]",
        ToolProblemKind.InheritedToolBuiltInName => "which has a built-in tool of its name; replace that one by a tool with Replaces, or rename this one",
        _ => $"because it cannot be a tool with the types and the strictness it has there; give '{agent}' a tool of that name",
    };
}
