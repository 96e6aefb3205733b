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

/// <summary>Writes a summary for a tool, from the words of its name (WT1020).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddToolSummaryCodeFix))]
[Shared]
public sealed class AddToolSummaryCodeFix : CodeFixProvider
{
    private const string Title = "Add a summary";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ToolWithoutDescription];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindNodeAsync<MethodDeclarationSyntax>() is not { } method || HasSummary(method))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => AddSummaryAsync(context.Document, method, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    // An empty one is there to be filled in.
    private static bool HasSummary(MethodDeclarationSyntax method) => method.GetLeadingTrivia().ToFullString().Contains("<summary");

    private static async Task<Document> AddSummaryAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        SyntaxTriviaList leading = method.GetLeadingTrivia();
        var indentation = leading.LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToFullString();
        var lineEnd = method.SyntaxTree.GetText(cancellationToken).ToString().Contains("\r\n") ? "\r\n" : "\n";

        // Before the comment that is there, or the method itself; the indentation of that line is in place already.
        var place = leading.IndexOf(SyntaxKind.SingleLineDocumentationCommentTrivia);
        SyntaxTriviaList summary = SyntaxFactory.ParseLeadingTrivia($"/// <summary>{Sentence(method.Identifier.ValueText)}</summary>{lineEnd}{indentation}");
        editor.ReplaceNode(method, method.WithLeadingTrivia(leading.InsertRange(place < 0 ? leading.Count : place, summary)));
        return editor.GetChangedDocument();
    }

    /// <summary><c>ListOpenInvoicesAsync</c> → "List open invoices."</summary>
    private static string Sentence(string method)
    {
        var words = ToolName.FromMethod(method).Replace('_', ' ').Trim();
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words.Substring(1) + ".";
    }
}
