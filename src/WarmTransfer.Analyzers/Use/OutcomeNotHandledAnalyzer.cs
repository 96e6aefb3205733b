using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds switches over the result of a transfer that leave outcomes out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutcomeNotHandledAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The diagnostic's property with the names of the missing cases, separated by commas.</summary>
    internal const string MissingProperty = "Missing";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.OutcomeNotHandled];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferResult) is not { } result)
                return;

            start.RegisterOperationAction(operation => AnalyzeExpression(operation, result), OperationKind.SwitchExpression);
            start.RegisterOperationAction(operation => AnalyzeStatement(operation, result), OperationKind.Switch);
        });
    }

    private static void AnalyzeExpression(OperationAnalysisContext context, INamedTypeSymbol result)
    {
        var expression = (ISwitchExpressionOperation)context.Operation;
        if (!expression.Value.Type.Is(result))
            return;

        var outcomes = new Outcomes(result);
        foreach (ISwitchExpressionArmOperation arm in expression.Arms)
            outcomes.Handle(arm.Pattern, arm.Guard);

        Report(context, outcomes, expression.Value);
    }

    private static void AnalyzeStatement(OperationAnalysisContext context, INamedTypeSymbol result)
    {
        var statement = (ISwitchOperation)context.Operation;
        if (!statement.Value.Type.Is(result))
            return;

        var outcomes = new Outcomes(result);
        foreach (ICaseClauseOperation clause in statement.Cases.SelectMany(section => section.Clauses))
        {
            if (clause is IDefaultCaseClauseOperation)
                return;

            if (clause is IPatternCaseClauseOperation pattern)
                outcomes.Handle(pattern.Pattern, pattern.Guard);
        }

        Report(context, outcomes, statement.Value);
    }

    private static void Report(OperationAnalysisContext context, Outcomes outcomes, IOperation value)
    {
        if (outcomes.Missing is not { Length: > 0 } missing)
            return;

        context.ReportDiagnostic(Diagnostic.Create(
            RuleDescriptors.OutcomeNotHandled,
            value.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(MissingProperty, string.Join(",", missing)),
            Listed(missing)));
    }

    private static string Listed(ImmutableArray<string> names)
        => names.Length == 1 ? names[0] : string.Join(", ", names.Take(names.Length - 1)) + " and " + names[names.Length - 1];

    /// <summary>The outcomes that a switch has not handled so far.</summary>
    private sealed class Outcomes(INamedTypeSymbol result)
    {
        private readonly List<INamedTypeSymbol> _left = [.. result.GetTypeMembers().Where(type => type.BaseType.Is(result))];

        public ImmutableArray<string> Missing => [.. _left.Select(type => type.Name)];

        public void Handle(IPatternOperation pattern, IOperation? guard)
        {
            // With a condition, the outcome may still fall through.
            if (guard is null)
                Handle(pattern);
        }

        private void Handle(IPatternOperation pattern)
        {
            switch (pattern)
            {
                case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                    Handle(either.LeftPattern);
                    Handle(either.RightPattern);
                    break;
                case IDiscardPatternOperation:
                    _left.Clear();
                    break;
                case ITypePatternOperation type:
                    Remove(type.MatchedType);
                    break;
                case IDeclarationPatternOperation declaration:
                    Remove(declaration.MatchedType ?? result);
                    break;
                case IRecursivePatternOperation recursive when recursive.DeconstructionSubpatterns.All(AlwaysMatches) && recursive.PropertySubpatterns.All(property => AlwaysMatches(property.Pattern)):
                    Remove(recursive.MatchedType);
                    break;
                case INegatedPatternOperation or IBinaryPatternOperation:
                    // What "not" and "and" leave is not worked out here, and a wrong report is worse than none.
                    _left.Clear();
                    break;
            }
        }

        private void Remove(ITypeSymbol handled) => _left.RemoveAll(outcome => outcome.IsOrDerivesFrom(handled));

        private static bool AlwaysMatches(IPatternOperation pattern)
            => pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };
    }
}
