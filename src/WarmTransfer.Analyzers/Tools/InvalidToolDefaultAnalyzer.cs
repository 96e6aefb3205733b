using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds parameters of <c>[TransferTool]</c> methods whose default value is not one of their type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidToolDefaultAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidToolDefault];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.InvalidDefault))
        {
            IParameterSymbol parameter = tool.Method.Parameters.First(candidate => candidate.Name == problem.Parameter);
            context.Report(
                RuleDescriptors.InvalidToolDefault, parameter.Locations[0], problem.Detail ?? "null", parameter.Name, tool.Method.Name, parameter.Type.ToDisplayString());
        }
    }
}
