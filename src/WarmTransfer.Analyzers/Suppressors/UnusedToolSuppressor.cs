using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Silences "private member is unused" (IDE0051) on tools.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedToolSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Rule = new("WTS0002", "IDE0051", "Generated code calls the tool, whatever its accessibility.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Rule];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context) => ToolSuppressions.Report(context, Rule);
}
