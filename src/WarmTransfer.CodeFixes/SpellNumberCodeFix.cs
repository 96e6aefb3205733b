using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Writes a phone number in E.164 form, or a SIP URI with its scheme (WT2004, WT2005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpellNumberCodeFix))]
[Shared]
public sealed class SpellNumberCodeFix : CodeFixProvider
{
    private const string Title = "Write it as it is dialled";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.InvalidCallTo, RuleIds.InvalidSipNumber];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // A constant is mended where it is declared, which may be for others too: only a text on the spot is changed.
        if (await context.FindNodeAsync<ExpressionSyntax>() is not LiteralExpressionSyntax literal
            || !context.Diagnostics[0].Properties.TryGetValue(InvalidCallToAnalyzer.SpellingProperty, out var spelling)
            || spelling is null)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => SpellAsync(context.Document, literal, spelling, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> SpellAsync(Document document, LiteralExpressionSyntax literal, string spelling, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        editor.ReplaceNode(literal, editor.Generator.LiteralExpression(spelling).WithTriviaFrom(literal));
        return editor.GetChangedDocument();
    }
}
