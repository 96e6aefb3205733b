using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WarmTransfer.CodeFixes;

/// <summary>Finds what a fix has to change.</summary>
internal static class CodeFixContextExtensions
{
    /// <summary>The nearest declaration of this kind at the diagnostic, or none.</summary>
    public static async Task<TNode?> FindNodeAsync<TNode>(this CodeFixContext context)
        where TNode : SyntaxNode
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken);
        return root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>();
    }
}
