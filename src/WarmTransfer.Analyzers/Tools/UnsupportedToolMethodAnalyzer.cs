using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferTool]</c> methods of a form that generated code cannot call: generic, explicit implementations, accessors, local functions, without a body.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedToolMethodAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.UnsupportedToolMethod];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.Of(start.Compilation).TransferToolAttribute is not { } transferTool)
                return;

            // They are no members of a class, so the parser never meets them.
            start.RegisterOperationAction(
                operation => AnalyzeFunction(operation, transferTool), OperationKind.LocalFunction, OperationKind.AnonymousFunction);
        });
    }

    private static void AnalyzeFunction(OperationAnalysisContext context, INamedTypeSymbol transferTool)
    {
        (IMethodSymbol function, var form) = context.Operation is ILocalFunctionOperation local
            ? (local.Symbol, "local function")
            : (((IAnonymousFunctionOperation)context.Operation).Symbol, "lambda");
        if (function.Attribute(transferTool) is null)
            return;

        var name = function.Name.Length > 0 ? function.Name : "() => …";
        var obstacle = $"is a {form}; move its work to a method of a transfer agent and mark that one";
        context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.UnsupportedToolMethod, function.Locations[0], name, obstacle));
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(
            ToolProblemKind.GenericMethod, ToolProblemKind.ExplicitImplementation, ToolProblemKind.NotAnOrdinaryMethod, ToolProblemKind.NoImplementation))
            context.Report(RuleDescriptors.UnsupportedToolMethod, tool.Place, tool.Method.Name, Obstacle(problem.Kind));
    }

    private static string Obstacle(ToolProblemKind kind) => kind switch
    {
        ToolProblemKind.GenericMethod => "has type parameters, which a model cannot choose; write a tool for each type that is meant",
        ToolProblemKind.ExplicitImplementation => "can be called through its interface alone; implement the interface implicitly, or call this method from a tool of its own",
        ToolProblemKind.NoImplementation => "is partial and has no body; implement it",
        _ => "is an accessor or operator; move its work to an ordinary method and mark that one",
    };
}
