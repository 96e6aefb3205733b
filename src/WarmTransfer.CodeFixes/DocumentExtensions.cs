using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace WarmTransfer.CodeFixes;

/// <summary>Changes a document, and looks at the change before it is offered.</summary>
internal static class DocumentExtensions
{
    /// <summary>The document with the edit made.</summary>
    public static async Task<Document> EditAsync<TNode>(this Document document, TNode node, Action<DocumentEditor, TNode> edit, CancellationToken cancellationToken)
        where TNode : SyntaxNode
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        edit(editor, node);
        return editor.GetChangedDocument();
    }

    /// <summary>Whether anything is written differently.</summary>
    public static async Task<bool> DiffersFromAsync(this Document changed, Document original, CancellationToken cancellationToken)
        => (await changed.GetTextChangesAsync(original, cancellationToken)).Any();

    /// <summary>Whether the changed document is without errors: a fix whose result does not compile is not offered.</summary>
    public static async Task<bool> CompilesAsync(this Document changed, CancellationToken cancellationToken)
        => await changed.GetSemanticModelAsync(cancellationToken) is { } model
            && model.GetDiagnostics(cancellationToken: cancellationToken).All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
}
