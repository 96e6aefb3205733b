using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Declares a session, a transfer or a room with <c>await using</c> (WT3003).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitUsingCodeFix))]
[Shared]
public sealed class AwaitUsingCodeFix : CodeFixProvider
{
    private const string Title = "Declare it with 'await using'";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotDisposed];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindNodeAsync<LocalDeclarationStatementSyntax>() is not { Declaration.Variables.Count: 1 } declaration
            || !declaration.IsInAsyncFunction()
            || declaration.Parent is not (BlockSyntax or GlobalStatementSyntax))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => AwaitUsingAsync(context.Document, declaration, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> AwaitUsingAsync(Document document, LocalDeclarationStatementSyntax declaration, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        LocalDeclarationStatementSyntax disposing = declaration
            .WithoutLeadingTrivia()
            .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        editor.ReplaceNode(declaration, disposing.WithLeadingTrivia(declaration.GetLeadingTrivia()));
        return editor.GetChangedDocument();
    }
}
