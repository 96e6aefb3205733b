using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Awaits what a session or a transfer does (WT3002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitCodeFix))]
[Shared]
public sealed class AwaitCodeFix : CodeFixProvider
{
    private const string Title = "Await it";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotAwaited];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Elsewhere the method would have to become asynchronous first, and its callers with it.
        if (await context.FindNodeAsync<InvocationExpressionSyntax>() is not { } call || !call.IsInAsyncFunction())
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => AwaitAsync(context.Document, call, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> AwaitAsync(Document document, InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        editor.ReplaceNode(call, editor.Generator.AwaitExpression(call.WithoutLeadingTrivia()).WithLeadingTrivia(call.GetLeadingTrivia()));
        return editor.GetChangedDocument();
    }
}
