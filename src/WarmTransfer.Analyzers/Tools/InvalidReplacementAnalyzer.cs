using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferTool(Replaces = …)]</c> that takes the place of a built-in tool twice, or of none there is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidReplacementAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.BuiltInToolReplacedTwice, RuleDescriptors.UnknownBuiltInTool];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.DuplicateReplacement).Distinct())
        {
            BuiltIn replaced = tool.Result.Model!.Replaces;
            ParsedTool first = context.Tools.First(other => other.Result.Model?.Replaces == replaced);
            context.Report(RuleDescriptors.BuiltInToolReplacedTwice, tool.PlaceOf("Replaces"), first.Signature, tool.Signature, replaced);
        }

        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.UnknownBuiltIn))
            context.Report(RuleDescriptors.UnknownBuiltInTool, tool.PlaceOf("Replaces"), tool.Method.Name, problem.Detail!);
    }
}
