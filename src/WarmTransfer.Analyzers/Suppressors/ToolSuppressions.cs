using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>What the suppressors have in common: other analyzers' advice that does not hold for tools.</summary>
internal static class ToolSuppressions
{
    /// <summary>Suppresses each diagnostic that is in the head of a <c>[TransferTool]</c> method.</summary>
    public static void Report(SuppressionAnalysisContext context, SuppressionDescriptor rule)
    {
        if (KnownSymbols.Of(context.Compilation).TransferToolAttribute is not { } transferTool)
            return;

        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (IsInTool(diagnostic, transferTool, context))
                context.ReportSuppression(Suppression.Create(rule, diagnostic));
        }
    }

    private static bool IsInTool(Diagnostic diagnostic, INamedTypeSymbol transferTool, SuppressionAnalysisContext context)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return false;

        // The nearest function: advice about a local function within a tool stays.
        SyntaxNode? function = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan)
            .FirstAncestorOrSelf<SyntaxNode>(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        return function is MethodDeclarationSyntax method
            && context.GetSemanticModel(tree).GetDeclaredSymbol(method, context.CancellationToken)?.Attribute(transferTool) is not null;
    }
}
