using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Makes a point in time a <see cref="DateTimeOffset"/> (WT1023).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseDateTimeOffsetCodeFix))]
[Shared]
public sealed class UseDateTimeOffsetCodeFix : CodeFixProvider
{
    private const string Title = "Use DateTimeOffset";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DateTimeParameter];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindNodeAsync<ParameterSyntax>() is not { Type: { } type })
            return;

        // What the method does with it may need a DateTime.
        Document changed = await UseAsync(context.Document, type, context.CancellationToken);
        if (!await changed.CompilesAsync(context.CancellationToken))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => UseAsync(context.Document, type, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> UseAsync(Document document, TypeSyntax type, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName("System.DateTimeOffset") is not { } dateTimeOffset)
            return document;

        TypeSyntax inner = type is NullableTypeSyntax nullable ? nullable.ElementType : type;
        editor.ReplaceNode(inner, editor.Generator.TypeExpression(dateTimeOffset).WithTriviaFrom(inner));
        return editor.GetChangedDocument();
    }
}
