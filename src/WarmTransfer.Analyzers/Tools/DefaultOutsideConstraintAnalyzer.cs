using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds tool parameters whose default value is one that their own constraints refuse.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultOutsideConstraintAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.DefaultOutsideConstraint];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach (ParsedTool tool in context.Tools)
        {
            foreach (ParameterModel parameter in tool.SentParameters)
            {
                if (BrokenConstraint(tool, parameter) is { } constraint)
                    context.Report(RuleDescriptors.DefaultOutsideConstraint, tool.PlaceOf(parameter), parameter.Name, tool.Method.Name, constraint);
            }
        }
    }

    private static string? BrokenConstraint(ParsedTool tool, ParameterModel model)
    {
        // Null is left out, not sent: constraints are about what is sent.
        IParameterSymbol parameter = tool.Parameter(model);
        if (model is not { Value: { } value, Default: { } fallback } || !DefaultParser.TryGetConstant(parameter, tool.Symbols, out var constant) || constant is null)
            return null;
        return new ConstraintCheck(constant, fallback, parameter.Type, value).FirstBroken(parameter.GetAttributes());
    }
}
