using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferTool]</c> methods that have the name of a built-in tool without taking its place.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToolNameTakenByBuiltInAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The diagnostic's property that names the member of <c>BuiltInTool</c>.</summary>
    internal const string BuiltInProperty = "BuiltIn";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.ToolNameTakenByBuiltIn];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.BuiltInName))
        {
            BuiltIn taken = BuiltIns.All.First(builtIn => builtIn.ToolName() == problem.Detail);
            context.Report(
                RuleDescriptors.ToolNameTakenByBuiltIn, tool.PlaceOf("Name"), (BuiltInProperty, taken.ToString()), tool.Method.Name, problem.Detail!, taken);
        }
    }
}
