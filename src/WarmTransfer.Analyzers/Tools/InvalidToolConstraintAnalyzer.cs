using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds constraints of <c>[TransferTool]</c> parameters, and of what is in them, that would not be enforced.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidToolConstraintAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidToolConstraint];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.InvalidConstraint))
        {
            IParameterSymbol parameter = tool.Method.Parameters.First(candidate => candidate.Name == problem.Parameter);
            context.Report(RuleDescriptors.InvalidToolConstraint, parameter.Locations[0], problem.Detail!, parameter.Name, tool.Method.Name);
        }
    }
}
