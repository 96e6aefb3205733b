using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferAgent]</c> classes that the source generator cannot add to, because they or a type around them are not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransferAgentNotPartialAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TransferAgentNotPartial];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        // From the outside in, the order in which a reader meets them.
        string[] notPartial = [.. context.Problems(ToolProblemKind.NotPartial).Select(problem => $"'{problem.Detail}'").Reverse()];
        if (notPartial.Length == 0)
            return;

        context.Report(RuleDescriptors.TransferAgentNotPartial, context.Agent.Locations[0], context.Agent.Name, string.Join(" and to ", notPartial));
    }
}
