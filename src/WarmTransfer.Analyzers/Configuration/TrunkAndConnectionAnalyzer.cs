using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds options that are created with both a trunk and a SIP connection.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrunkAndConnectionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TrunkAndConnection];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferOptions) is { } options)
                start.RegisterOperationAction(operation => Analyze(operation, options), OperationKind.ObjectCreation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol options)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Initializer is not { } initializer || !creation.Type.Is(options))
            return;

        if (Assigned(initializer, TrunkSettings.TrunkId) is not { } trunk || Assigned(initializer, TrunkSettings.Connection) is not { } connection)
            return;

        // What may be null chooses between the two at run time.
        if (IsNeverNull(trunk.Value) && IsNeverNull(connection.Value))
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.TrunkAndConnection, connection.Target.Syntax.GetLocation()));
    }

    private static ISimpleAssignmentOperation? Assigned(IObjectOrCollectionInitializerOperation initializer, string property)
        => initializer.Initializers.OfType<ISimpleAssignmentOperation>()
            .LastOrDefault(assignment => assignment.Target is IPropertyReferenceOperation target && target.Property.Name == property);

    private static bool IsNeverNull(IOperation value)
    {
        IOperation bare = value.WithoutConversions();
        if (bare.ConstantValue is { HasValue: true } constant)
            return constant.Value is not null;

        return bare is IObjectCreationOperation
            || bare.SemanticModel?.GetTypeInfo(bare.Syntax).Nullability.FlowState == NullableFlowState.NotNull;
    }
}
