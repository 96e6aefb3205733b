using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Silences "can be made static" (CA1822) on tools.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MakeToolStaticSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Rule = new("WTS0001", "CA1822", "A tool is called on the agent object of its transfer. Whether it looks at the object is a detail that may change with its body.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Rule];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context) => ToolSuppressions.Report(context, Rule);
}
