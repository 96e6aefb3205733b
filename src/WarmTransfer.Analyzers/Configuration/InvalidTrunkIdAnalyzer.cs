using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Finds texts that are given as the id of a SIP trunk and are none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidTrunkIdAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidTrunkId];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferSettingAction(Analyze, "SipTrunkId");
    }

    private static void Analyze(TransferSettingContext context)
    {
        if (context.Text is { } text && !SipText.IsTrunkId(text))
            context.Report(RuleDescriptors.InvalidTrunkId, text);
    }
}
