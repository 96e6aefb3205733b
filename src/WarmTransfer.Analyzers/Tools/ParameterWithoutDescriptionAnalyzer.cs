using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds tool parameters without a description.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ParameterWithoutDescriptionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.ParameterWithoutDescription];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach (ParsedTool tool in context.Tools)
        {
            // What the call supplies, such as the CancellationToken, is not shown to the model.
            foreach (ParameterModel parameter in tool.SentParameters.Where(parameter => parameter.Description is null))
                context.Report(RuleDescriptors.ParameterWithoutDescription, tool.PlaceOf(parameter), parameter.Name, tool.Method.Name);
        }
    }
}
