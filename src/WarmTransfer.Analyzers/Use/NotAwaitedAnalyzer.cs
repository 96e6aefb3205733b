using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds asynchronous methods of sessions and transfers that are called and left to themselves.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotAwaitedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.NotAwaited];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var markers = new Markers(start.Compilation);
            if (!markers.Types.IsEmpty)
                start.RegisterOperationAction(operation => Analyze(operation, markers), OperationKind.ExpressionStatement);
        });
    }

    private static void Analyze(OperationAnalysisContext context, Markers markers)
    {
        // A task that is assigned, to a discard too, is the author's to look after.
        if (((IExpressionStatementOperation)context.Operation).Operation is not IInvocationOperation call)
            return;

        if (markers.IsAsynchronous(call.TargetMethod))
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.NotAwaited, call.Syntax.GetLocation(), call.TargetMethod.Name));
    }

    /// <summary>The types whose asynchronous methods are meant.</summary>
    private sealed class Markers(Compilation compilation)
    {
        private readonly INamedTypeSymbol? _result = compilation.GetTypeByMetadataName(MarkerNames.WarmTransferResult);

        public ImmutableArray<INamedTypeSymbol> Types { get; } =
        [
            .. new[] { MarkerNames.CallSession, MarkerNames.CallerLeg, MarkerNames.ConnectedCall, MarkerNames.WarmTransferTask }
                .Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>(),
        ];

        /// <summary>A transfer of any type, or anything else that one of the types does asynchronously.</summary>
        public bool IsAsynchronous(IMethodSymbol method)
        {
            if (method.ReturnType is not INamedTypeSymbol { ContainingNamespace: { } space } type || space.ToDisplayString() != "System.Threading.Tasks")
                return false;

            var returnsTransfer = type.TypeArguments.Length == 1 && type.TypeArguments[0].IsOrDerivesFrom(_result);
            return returnsTransfer || Types.Any(marker => method.ContainingType.Is(marker));
        }
    }
}
