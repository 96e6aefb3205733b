using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferAgent]</c> classes that no generated part can turn into an <c>ITransferAgent</c>: static and file-local ones.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedTransferAgentClassAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.UnsupportedTransferAgentClass];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        // A type nested in a file-local one counts as file-local too: the outermost type is the cause.
        IEnumerable<ToolProblem> causes = context
            .Problems(ToolProblemKind.StaticAgent, ToolProblemKind.FileLocalAgent)
            .GroupBy(problem => problem.Kind)
            .Select(sameKind => sameKind.Last());
        foreach (ToolProblem problem in causes)
            context.Report(RuleDescriptors.UnsupportedTransferAgentClass, context.Agent.Locations[0], context.Agent.Name, Obstacle(problem));
    }

    private static string Obstacle(ToolProblem problem) => problem.Kind switch
    {
        ToolProblemKind.StaticAgent => "because it is static and there is no object to transfer with; make it an ordinary class",
        _ => $"because '{problem.Detail}' is file-local and no generated file can add to it; remove the 'file' modifier",
    };
}
