using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds tool parameters that lose the offset of a point in time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DateTimeParameterAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.DateTimeParameter];

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
            foreach (ParameterModel parameter in tool.SentParameters.Where(parameter => IsDateTime(tool.Parameter(parameter).Type)))
                context.Report(RuleDescriptors.DateTimeParameter, tool.PlaceOf(parameter), parameter.Name, tool.Method.Name);
        }
    }

    private static bool IsDateTime(ITypeSymbol type)
        => type.SpecialType == SpecialType.System_DateTime
            || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsDateTime(nullable.TypeArguments[0]);
}
