using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;
using WarmTransfer.Generators;

namespace WarmTransfer.CodeFixes;

/// <summary>Marks the class of a transfer tool with <c>[TransferAgent]</c> and makes it partial (WT1002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkAsTransferAgentCodeFix))]
[Shared]
public sealed class MarkAsTransferAgentCodeFix : CodeFixProvider
{
    private const string Title = "Mark the class with [TransferAgent]";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.TransferToolOutsideTransferAgent];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // The attribute goes on classes; a tool in a struct or an interface has to move to one, which is the author's to do.
        if (await context.FindNodeAsync<TypeDeclarationSyntax>() is not { } type || !IsClass(type))
            return;

        // None of these can become an agent (WT1011).
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken) is not { } model
            || model.GetDeclaredSymbol(type, context.CancellationToken) is not { IsStatic: false, IsFileLocal: false })
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => MarkAsync(context.Document, type, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static bool IsClass(TypeDeclarationSyntax type)
        => type is ClassDeclarationSyntax
            || type is RecordDeclarationSyntax record && !record.IsKind(SyntaxKind.RecordStructDeclaration);

    private static async Task<Document> MarkAsync(Document document, TypeDeclarationSyntax type, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName(KnownSymbols.TransferAgentAttributeName) is not { } transferAgent)
            return document;

        editor.MakePartial(type);
        editor.AddAttribute(type, editor.Generator.Attribute(editor.Generator.TypeExpression(transferAgent)));
        return editor.GetChangedDocument();
    }
}
