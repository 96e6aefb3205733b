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
        if (await context.FindNodeAsync<TNode>() is not { } node)
            return;

        context.RegisterCodeFix(CodeAction.Create(title, EditAsync, equivalenceKey: title), context.Diagnostics);

        async Task<Document> EditAsync(CancellationToken cancellationToken)
        {
            DocumentEditor editor = await DocumentEditor.CreateAsync(context.Document, cancellationToken);
            edit(editor, node);
            return editor.GetChangedDocument();
        }
    }
}
