using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Runs rules over the values that source gives to settings of transfers.</summary>
internal static class TransferSettingActions
{
    /// <summary>
    /// Calls <paramref name="analyze"/> for every value that one of the named properties is given, in <c>[TransferAgent]</c> as in
    /// <c>WarmTransferOptions</c>, in an initializer as in a statement; never in a project that knows neither.
    /// </summary>
    public static void RegisterTransferSettingAction(this AnalysisContext context, Action<TransferSettingContext> analyze, params string[] settings)
        => context.RegisterCompilationStartAction(start =>
        {
            INamedTypeSymbol? options = start.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferOptions);
            INamedTypeSymbol? attribute = start.Compilation.GetTypeByMetadataName(KnownSymbols.TransferAgentAttributeName);
            if (options is null && attribute is null)
                return;

            // An argument of an attribute is an assignment too.
            start.RegisterOperationAction(
                operation =>
                {
                    var assignment = (ISimpleAssignmentOperation)operation.Operation;
                    if (assignment.Target is not IPropertyReferenceOperation { Property: { } property } || Array.IndexOf(settings, property.Name) < 0)
                        return;

                    if (property.ContainingType.Is(options) || property.ContainingType.Is(attribute))
                        analyze(new(operation, property, assignment.Value.WithoutConversions()));
                },
                OperationKind.SimpleAssignment);
        });
}
