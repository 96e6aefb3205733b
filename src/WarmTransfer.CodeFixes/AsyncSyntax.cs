using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WarmTransfer.CodeFixes;

/// <summary>Questions the fixes ask about where one may await.</summary>
internal static class AsyncSyntax
{
    /// <summary>Whether the nearest function around the node is asynchronous. Top-level statements are once they await.</summary>
    public static bool IsInAsyncFunction(this SyntaxNode node) => node.Ancestors().Select(IsAsync).FirstOrDefault(isAsync => isAsync is not null) is true;

    private static bool? IsAsync(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax function => function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        GlobalStatementSyntax => true,
        LockStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax => false,
        _ => null,
    };
}
