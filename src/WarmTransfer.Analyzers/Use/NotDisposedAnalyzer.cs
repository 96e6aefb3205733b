using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds local sessions, transfers and rooms that nobody can have disposed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotDisposedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.NotDisposed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            ImmutableArray<(INamedTypeSymbol, string)> owned = [.. Owned(start.Compilation)];
            if (!owned.IsEmpty)
                start.RegisterOperationAction(operation => Analyze(operation, owned), OperationKind.VariableDeclarator);
        });
    }

    private static IEnumerable<(INamedTypeSymbol Type, string Consequence)> Owned(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName(MarkerNames.CallSession) is { } session)
            yield return (session, "it goes on listening and speaking");
        if (compilation.GetTypeByMetadataName(MarkerNames.WarmTransferTask) is { } task)
            yield return (task, "a transfer in progress is not ended with it");
        if (compilation.GetTypeByMetadataName(MarkerNames.Room) is { } room)
            yield return (room, "the AI stays in the room");
    }

    private static void Analyze(OperationAnalysisContext context, ImmutableArray<(INamedTypeSymbol Type, string Consequence)> owned)
    {
        var declarator = (IVariableDeclaratorOperation)context.Operation;
        if (declarator.GetVariableInitializer()?.Value is not { } value || !IsNew(value.WithoutConversions()))
            return;

        foreach ((INamedTypeSymbol type, var consequence) in owned)
        {
            if (declarator.Symbol.Type.Is(type) && !IsUsing(declarator) && !MayBeDisposed(declarator))
                context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.NotDisposed, declarator.Symbol.Locations[0], declarator.Symbol.Name, consequence));
        }
    }

    /// <summary>What is created or connected here belongs to the code that does it; anything else may belong to other code.</summary>
    private static bool IsNew(IOperation value) => value switch
    {
        IObjectCreationOperation => true,
        IAwaitOperation awaited => awaited.Operation.WithoutConversions() is IInvocationOperation { TargetMethod: { Name: "ConnectAsync" or "JoinAsAgentAsync" } or { Name: "JoinAsync", ContainingType.Name: "CallSession" } },
        _ => false,
    };

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        IOperation? parent = declarator.Parent;
        while (parent is IVariableDeclarationOperation or IVariableDeclarationGroupOperation)
            parent = parent.Parent;

        return parent is IUsingDeclarationOperation or IUsingOperation;
    }

    /// <summary>Whether a reference to the variable disposes it, or hands it to somebody who could.</summary>
    private static bool MayBeDisposed(IVariableDeclaratorOperation declarator)
        => Root(declarator).Descendants().OfType<ILocalReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol) && !IsMereUse(reference, declarator.Symbol.Type));

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private static bool IsMereUse(ILocalReferenceOperation reference, ITypeSymbol type) => Unconverted(reference).Parent switch
    {
        IInvocationOperation call => call.TargetMethod.Name is not ("DisposeAsync" or "Dispose" or "ReleaseAsync"),
        IPropertyReferenceOperation => true,
        // The package's own methods, such as WarmTransferAsync, use what they are given and own none of it.
        IArgumentOperation { Parent: IInvocationOperation call } => SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, type.ContainingAssembly),
        IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "CallSession" } session } => LeavesTheRoomAlone(session),
        _ => false,
    };

    /// <summary>Whether a session is seen not to leave the room it is given: its options are written here, and do not say that it does.</summary>
    private static bool LeavesTheRoomAlone(IObjectCreationOperation session)
        => session.Arguments.Select(argument => argument.Value.WithoutConversions()).OfType<IObjectCreationOperation>().FirstOrDefault(IsOptions) is { } options
            && !(options.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Any(IsOwnership) ?? false);

    private static bool IsOptions(IObjectCreationOperation creation) => creation.Type?.Name == "CallSessionOptions";

    private static bool IsOwnership(ISimpleAssignmentOperation assignment)
        => assignment.Target is IPropertyReferenceOperation { Property.Name: "OwnsRoom" } && assignment.Value.WithoutConversions().ConstantValue is not { HasValue: true, Value: false };

    private static IOperation Unconverted(IOperation reference)
        => reference.Parent is IConversionOperation conversion ? Unconverted(conversion) : reference;
}
