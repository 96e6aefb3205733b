using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds tasks that are run again where they certainly have been run before.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransferRunTwiceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TransferRunTwice];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferTask) is { } task)
                start.RegisterOperationAction(operation => Analyze(operation, task), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol task)
    {
        var run = (IInvocationOperation)context.Operation;
        if (Variable(run, task) is not { } variable)
            return;

        if (HasRunBefore(run, variable, task) || RunsInEveryRound(run, variable))
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.TransferRunTwice, run.Syntax.GetLocation(), variable.Name));
    }

    /// <summary>The variable a task is run through. What a field holds at a time cannot be told from one method.</summary>
    private static ISymbol? Variable(IInvocationOperation run, INamedTypeSymbol task)
    {
        if (run.TargetMethod.Name != "RunAsync" || !run.TargetMethod.ContainingType.Is(task))
            return null;

        return run.Instance switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
    }

    /// <summary>Whether an earlier statement, of this block or one around it, ran the task whatever happened.</summary>
    private static bool HasRunBefore(IInvocationOperation run, ISymbol variable, INamedTypeSymbol task)
    {
        for (IOperation statement = run; statement.Parent is { } parent && statement is not (IAnonymousFunctionOperation or ILocalFunctionOperation); statement = parent)
        {
            if (parent is not IBlockOperation block)
                continue;

            foreach (IOperation earlier in block.Operations.Take(block.Operations.IndexOf(statement)).Reverse())
            {
                if (Assigns(earlier, variable))
                    return false;

                if (AlwaysDone(earlier).OfType<IInvocationOperation>().Any(call => SymbolEqualityComparer.Default.Equals(Variable(call, task), variable)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a loop runs the same task in each of its rounds.</summary>
    private static bool RunsInEveryRound(IInvocationOperation run, ISymbol variable)
    {
        for (IOperation operation = run; operation.Parent is { } parent; operation = parent)
        {
            // A function may be called once and somewhere else; after a branch at the same level there is no next round.
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;

            if (parent is IBlockOperation block && block.Operations.Any(statement => statement is IBranchOperation or IReturnOperation or IThrowOperation))
                return false;

            if (parent is ILoopOperation loop)
                return !Assigns(loop, variable) && !Declares(loop, variable);
        }

        return false;
    }

    private static bool Assigns(IOperation statement, ISymbol variable)
        => statement.DescendantsAndSelf().Any(operation => operation is IAssignmentOperation assignment && Refers(assignment.Target, variable)
            || operation is IArgumentOperation { Parameter.RefKind: not RefKind.None } argument && Refers(argument.Value, variable));

    private static bool Refers(IOperation operation, ISymbol variable) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
        ITupleOperation tuple => tuple.Elements.Any(element => Refers(element, variable)),
        _ => false,
    };

    private static bool Declares(ILoopOperation loop, ISymbol variable)
        => loop.Descendants().Any(operation => operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable))
            || loop.Locals.Any(local => SymbolEqualityComparer.Default.Equals(local, variable));

    /// <summary>The operations of a statement that no condition, exception handler or function keeps from happening.</summary>
    private static IEnumerable<IOperation> AlwaysDone(IOperation statement)
    {
        if (statement is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation or ITryOperation
            or ICoalesceOperation or IConditionalAccessOperation or IAnonymousFunctionOperation or ILocalFunctionOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr })
            return [];

        return statement.ChildOperations.SelectMany(AlwaysDone).Prepend(statement);
    }
}
