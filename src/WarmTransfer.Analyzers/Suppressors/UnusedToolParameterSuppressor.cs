using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Silences "remove unused parameter" (IDE0060) on the parameters of tools.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedToolParameterSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Rule = new("WTS0003", "IDE0060", "The parameter is what a model is asked for: removing it changes what the tool is, not only how it is written.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Rule];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context) => ToolSuppressions.Report(context, Rule);
}
