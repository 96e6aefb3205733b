using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds tools whose description is longer than models take.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToolDescriptionTooLongAnalyzer : DiagnosticAnalyzer
{
    /// <summary>OpenAI answers a longer <c>tools[].function.description</c> with an error.</summary>
    private const int Longest = 1024;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.ToolDescriptionTooLong];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach (ParsedTool tool in context.Tools.Where(tool => tool.Result.Model?.Description is { Length: > Longest }))
            context.Report(RuleDescriptors.ToolDescriptionTooLong, tool.Place, tool.Method.Name, tool.Result.Model!.Description!.Length);
    }
}
