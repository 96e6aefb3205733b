using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Finds an <c>AcceptDigit</c> or <c>DeclineDigit</c> that is not one key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidDecisionDigitAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidDecisionDigit];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        foreach (var setting in new[] { "AcceptDigit", "DeclineDigit" })
            context.RegisterTransferSettingAction(use => Analyze(use, setting), setting);
    }

    private static void Analyze(TransferSettingContext context, string setting)
    {
        // Empty is a choice: no key does it.
        if (context.Text is { Length: > 0 } text && (text.Length > 1 || !SipText.IsKey(text[0])))
            context.Report(RuleDescriptors.InvalidDecisionDigit, setting, text);
    }
}
