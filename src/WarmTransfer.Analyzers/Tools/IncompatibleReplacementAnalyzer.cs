using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferTool(Replaces = …)]</c> methods that cannot be called with what the built-in tool is called with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IncompatibleReplacementAnalyzer : DiagnosticAnalyzer
{
    private const string Reason = "reason";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.ReplacementNeedsMore, RuleDescriptors.ReplacementReasonNotText];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach (ParsedTool tool in context.Tools.Where(tool => tool.Result.Model is { Replaces: not BuiltIn.None }))
        {
            foreach (ParameterModel parameter in tool.SentParameters)
            {
                if (Mismatch(tool.Result.Model!.Replaces, parameter) is { } descriptor)
                    context.Report(descriptor, tool.PlaceOf(parameter), tool.Method.Name, parameter.Name, tool.Result.Model.Replaces.ToolName(), Call(tool.Result.Model.Replaces));
            }
        }
    }

    private static DiagnosticDescriptor? Mismatch(BuiltIn replaced, ParameterModel parameter)
    {
        if (replaced == BuiltIn.DeclineTransfer && string.Equals(parameter.Name.Replace("_", ""), Reason, StringComparison.OrdinalIgnoreCase))
            return parameter.Value!.Kind is ValueKind.Text or ValueKind.Json ? null : RuleDescriptors.ReplacementReasonNotText;
        return parameter.Default is null && !parameter.IsNullable ? RuleDescriptors.ReplacementNeedsMore : null;
    }

    private static string Call(BuiltIn replaced)
        => replaced == BuiltIn.DeclineTransfer ? $"with '{Reason}' alone" : "without arguments";
}
