using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds transfers that are awaited and whose result nobody looks at.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransferResultIgnoredAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TransferResultIgnored];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferResult) is { } result)
                start.RegisterOperationAction(operation => Analyze(operation, result), OperationKind.ExpressionStatement);
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol result)
    {
        var statement = (IExpressionStatementOperation)context.Operation;
        if (statement.Operation is IAwaitOperation { Type: { } type } && type.IsOrDerivesFrom(result))
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.TransferResultIgnored, statement.Operation.Syntax.GetLocation()));
    }
}
