using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferTool]</c> methods whose result cannot be told to a model.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedToolResultAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.UnsupportedToolResult, RuleDescriptors.OpenToolResult, RuleDescriptors.RefToolResult];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.UnsupportedReturnType))
            context.Report(RuleDescriptors.UnsupportedToolResult, tool.PlaceOfResult(context.CancellationToken), tool.Method.Name, problem.Detail!);

        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.OpenReturnType))
            context.Report(RuleDescriptors.OpenToolResult, tool.PlaceOfResult(context.CancellationToken), tool.Method.Name, problem.Detail!, context.Agent.Name);

        foreach ((ParsedTool tool, _) in context.ToolProblems(ToolProblemKind.RefReturn))
            context.Report(RuleDescriptors.RefToolResult, tool.PlaceOfResult(context.CancellationToken), tool.Method.Name);
    }
}
