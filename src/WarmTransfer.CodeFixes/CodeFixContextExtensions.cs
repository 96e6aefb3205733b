using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace WarmTransfer.CodeFixes;

/// <summary>Finds what a fix has to change, and offers to change it.</summary>
internal static class CodeFixContextExtensions
{
    /// <summary>The nearest declaration of this kind at the diagnostic, or none.</summary>
    public static async Task<TNode?> FindNodeAsync<TNode>(this CodeFixContext context)
        where TNode : SyntaxNode
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken);
        return root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>();
    }

    /// <summary>Offers to edit the nearest declaration of this kind at the diagnostic; where there is none, nothing is offered.</summary>
    public static async Task OfferEditAsync<TNode>(this CodeFixContext context, string title, Action<DocumentEditor, TNode> edit)
        where TNode : SyntaxNode
    {
        if (await context.FindNodeAsync<TNode>() is { } node)
            context.Offer(title, node, edit);
    }

    /// <summary>Offers an edit as <see cref="OfferEditAsync"/> does, but only where it changes something and what comes of it compiles.</summary>
    public static async Task OfferCompilingEditAsync<TNode>(this CodeFixContext context, string title, Action<DocumentEditor, TNode> edit)
        where TNode : SyntaxNode
    {
        if (await context.FindNodeAsync<TNode>() is not { } node)
            return;

        Document changed = await context.Document.EditAsync(node, edit, context.CancellationToken);
        if (await changed.DiffersFromAsync(context.Document, context.CancellationToken) && await changed.CompilesAsync(context.CancellationToken))
            context.Offer(title, node, edit);
    }

    private static void Offer<TNode>(this CodeFixContext context, string title, TNode node, Action<DocumentEditor, TNode> edit)
        where TNode : SyntaxNode
        => context.RegisterCodeFix(
            CodeAction.Create(title, cancellationToken => context.Document.EditAsync(node, edit, cancellationToken), equivalenceKey: title),
            context.Diagnostics);
}
