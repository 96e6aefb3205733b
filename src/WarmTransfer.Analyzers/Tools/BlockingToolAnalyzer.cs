using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds tools that wait for a task, or for time to pass, with their thread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingToolAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.BlockingTool];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.Of(start.Compilation).TransferToolAttribute is not { } transferTool)
                return;

            start.RegisterOperationBlockStartAction(block =>
            {
                // Nothing outside of tools is looked at.
                if (block.OwningSymbol is IMethodSymbol method && method.Attribute(transferTool) is not null)
                    block.RegisterOperationAction(operation => Analyze(operation, method), OperationKind.Invocation, OperationKind.PropertyReference);
            });
        });
    }

    private static void Analyze(OperationAnalysisContext context, IMethodSymbol tool)
    {
        (ISymbol? member, IOperation? task) = context.Operation switch
        {
            IPropertyReferenceOperation property when IsResult(property.Property) => (property.Property, property.Instance),
            IInvocationOperation call when IsWait(call.TargetMethod) => (call.TargetMethod, AwaiterOf(call)),
            _ => ((ISymbol?)null, (IOperation?)null),
        };

        // A task that has been awaited has its result at hand.
        if (member is not null && !WasAwaited(task))
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.BlockingTool, context.Operation.Syntax.GetLocation(), tool.Name, member.Name));
    }

    private static bool IsResult(IPropertySymbol property) => property.Name == "Result" && IsTask(property.ContainingType);

    private static bool IsWait(IMethodSymbol method) => method.Name switch
    {
        "Wait" or "WaitAll" or "WaitAny" => IsTask(method.ContainingType),
        "GetResult" => method.ContainingType.ContainingNamespace?.ToDisplayString() == "System.Runtime.CompilerServices",
        "Sleep" => method.ContainingType.Name == nameof(Thread) && method.ContainingType.ContainingNamespace?.ToDisplayString() == "System.Threading",
        _ => false,
    };

    private static bool IsTask(INamedTypeSymbol type)
        => type.Name is "Task" or "ValueTask" && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    /// <summary>The task of <c>task.Wait()</c> and of <c>task.GetAwaiter().GetResult()</c>.</summary>
    private static IOperation? AwaiterOf(IInvocationOperation call)
        => call.Instance is IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter ? awaiter.Instance : call.Instance;

    /// <summary>Whether an await before it, of the task or of something that waits for it, mentions the variable.</summary>
    private static bool WasAwaited(IOperation? task)
        => task is ILocalReferenceOperation { Local: { } local } reference
            && Root(reference).Descendants().OfType<IAwaitOperation>().Any(awaited => awaited.Syntax.SpanStart < reference.Syntax.SpanStart
                && awaited.Descendants().OfType<ILocalReferenceOperation>().Any(other => SymbolEqualityComparer.Default.Equals(other.Local, local)));

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }
}
