using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds members of <c>[TransferAgent]</c> classes that have the name of a member the source generator adds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransferAgentMemberReservedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TransferAgentMemberReserved];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach (ToolProblem problem in context.Problems(ToolProblemKind.ReservedMember))
        {
            var name = problem.Detail!;
            Location place = context.Agent.GetMembers(name)[0].Locations[0];
            context.Report(RuleDescriptors.TransferAgentMemberReserved, place, context.Agent.Name, name);
        }
    }
}
