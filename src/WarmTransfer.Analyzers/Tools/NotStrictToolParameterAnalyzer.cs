using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds parameters of strict <c>[TransferTool]</c> methods that no strict schema can describe.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotStrictToolParameterAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.NotStrictToolParameter];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.NotStrict))
        {
            IParameterSymbol parameter = tool.Method.Parameters.First(candidate => candidate.Name == problem.Parameter);
            context.Report(RuleDescriptors.NotStrictToolParameter, parameter.Locations[0], parameter.Name, tool.Method.Name, problem.Detail!);
        }
    }
}
