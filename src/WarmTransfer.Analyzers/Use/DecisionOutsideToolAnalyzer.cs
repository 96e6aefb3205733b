using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds decisions about a transfer that are taken through a TransferControl which somebody kept.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DecisionOutsideToolAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.DecisionOutsideTool];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MarkerNames.TransferControl) is not { } control)
                return;

            INamedTypeSymbol? function = start.Compilation.GetTypeByMetadataName(MarkerNames.AIFunction);
            start.RegisterOperationAction(operation => Analyze(operation, control, function), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol control, INamedTypeSymbol? function)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("ConnectToCallerAsync" or "Decline" or "VoicemailDetected") || !call.TargetMethod.ContainingType.IsOrDerivesFrom(control))
            return;

        // One that was handed in, to the tool or to what the tool calls, belongs to the call that is running.
        if (Keeper(call.Instance) is not { } keeper)
            return;

        // A control that wraps another, and a function written by hand, are made for one transfer.
        if (context.ContainingSymbol.ContainingType is { } type && (type.IsOrDerivesFrom(control) || type.IsOrDerivesFrom(function)))
            return;

        context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.DecisionOutsideTool, call.Syntax.GetLocation(), call.TargetMethod.Name, keeper.Name));
    }

    private static ISymbol? Keeper(IOperation? receiver) => receiver?.WithoutConversions() switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IConditionalAccessInstanceOperation instance when Conditional(instance) is { } access => Keeper(access.Operation),
        _ => null,
    };

    private static IConditionalAccessOperation? Conditional(IOperation instance)
    {
        IOperation? parent = instance.Parent;
        while (parent is not (null or IConditionalAccessOperation))
            parent = parent.Parent;
        return parent as IConditionalAccessOperation;
    }
}
