using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace WarmTransfer.Analyzers;

/// <summary>Finds settings in the section <c>WarmTransfer</c> of an <c>appsettings*.json</c> that nothing reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownSettingAnalyzer : DiagnosticAnalyzer
{
    private const string Section = "WarmTransfer:";

    /// <summary>What transfers read from the section; a test holds the list and the runtime together.</summary>
    internal static readonly ImmutableArray<string> Known =
    [
        "CallTo", "SipTrunkId", "SipNumber", "RoomName", "Greeting", "GreetingAudio", "AcceptDigit", "DeclineDigit",
        "RingingTimeout", "ConsultTimeout", "SilenceTimeout", "MaxHoldTime", "MergeTimeout",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.UnknownSetting];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferOptions) is { } options)
                start.RegisterAdditionalFileAction(file => Analyze(file, options));
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context, INamedTypeSymbol options)
    {
        if (!TrunkSettings.IsAppSettings(context.AdditionalFile.Path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;

        foreach (JsonName name in JsonSettings.ReadNames(text.ToString()))
        {
            if (!name.Key.StartsWith(Section, StringComparison.OrdinalIgnoreCase))
                continue;

            var setting = name.Key.Substring(Section.Length);
            if (IsSetting(setting) && !Known.Contains(setting, StringComparer.OrdinalIgnoreCase))
                Report(context, text, name, setting, options);
        }
    }

    // What is below a setting is a part of it, and these marks are how JSON files carry notes and schemas.
    private static bool IsSetting(string name) => name.IndexOf(':') < 0 && name.Length > 0 && name[0] is not ('$' or '_' or '/' or '#');

    private static void Report(AdditionalFileAnalysisContext context, SourceText text, JsonName name, string setting, INamedTypeSymbol options)
    {
        Location place = Location.Create(context.AdditionalFile.Path, name.Span, text.Lines.GetLinePositionSpan(name.Span));
        context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.UnknownSetting, place, setting, Remedy(setting, options)));
    }

    private static string Remedy(string setting, INamedTypeSymbol options)
    {
        if (options.GetMembers().FirstOrDefault(member => member is IPropertySymbol && string.Equals(member.Name, setting, StringComparison.OrdinalIgnoreCase)) is { } property)
            return $"set WarmTransferOptions.{property.Name} in code";

        return NearestName.To(setting, Known) is { } nearest
            ? $"did you mean '{nearest}'?"
            : "the settings are " + string.Join(", ", Known);
    }
}
