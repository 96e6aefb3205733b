using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Finds texts that are given as the number called from and are none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidSipNumberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidSipNumber];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferSettingAction(Analyze, "SipNumber");
    }

    private static void Analyze(TransferSettingContext context)
    {
        if (context.Text is not { } text || SipText.IsPhoneNumber(text))
            return;

        var spelling = SipText.AsPhoneNumber(text);
        var remedy = spelling is null ? SipText.NumberForm : $"\"{spelling}\"";
        context.Report(RuleDescriptors.InvalidSipNumber, (InvalidCallToAnalyzer.SpellingProperty, spelling), text, remedy);
    }
}
