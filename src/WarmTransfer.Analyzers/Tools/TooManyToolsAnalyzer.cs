using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds transfer agents with more tools than models choose well among.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TooManyToolsAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What OpenAI advises: https://platform.openai.com/docs/guides/function-calling.</summary>
    private const int Most = 20;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TooManyTools];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        var count = context.OfferedTools;
        if (count > Most)
            context.Report(RuleDescriptors.TooManyTools, context.Agent.Locations[0], context.Agent.Name, count);
    }
}
