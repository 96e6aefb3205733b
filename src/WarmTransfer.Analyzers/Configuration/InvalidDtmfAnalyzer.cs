using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Finds DTMF texts with characters that are on no keypad.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidDtmfAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidDtmf];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferSettingAction(Analyze, "Dtmf");
    }

    private static void Analyze(TransferSettingContext context)
    {
        if (context.Text is not { } text)
            return;

        foreach (var key in text.Where(key => !SipText.IsDtmf(key)).Take(1))
            context.Report(RuleDescriptors.InvalidDtmf, text, key);
    }
}
