using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Finds texts that are given as who is called and cannot be.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidCallToAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The diagnostic's property with the text as it can be dialled; null when that is not known.</summary>
    internal const string SpellingProperty = "Spelling";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidCallTo];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferSettingAction(Analyze, "CallTo");
    }

    private static void Analyze(TransferSettingContext context)
    {
        if (context.Text is not { } text || SipText.IsPhoneNumber(text) || SipText.IsSipUri(text))
            return;

        var spelling = SipText.AsPhoneNumber(text) ?? SipText.AsSipUri(text);
        var remedy = spelling is null ? SipText.NumberForm + ", or a URI such as \"sip:desk@example.com\"" : $"\"{spelling}\"";
        context.Report(RuleDescriptors.InvalidCallTo, (SpellingProperty, spelling), text, remedy);
    }
}
