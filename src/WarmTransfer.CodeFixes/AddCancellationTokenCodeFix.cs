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

/// <summary>Adds a <see cref="CancellationToken"/> to an asynchronous tool (WT1024).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddCancellationTokenCodeFix))]
[Shared]
public sealed class AddCancellationTokenCodeFix : CodeFixProvider
{
    private const string Title = "Add a CancellationToken parameter";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ToolWithoutCancellationToken];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindNodeAsync<MethodDeclarationSyntax>() is not { } method)
            return;

        // Not where the name is taken, nor where the signature is that of an interface or a base class.
        Document changed = await AddAsync(context.Document, method, context.CancellationToken);
        if (!await changed.CompilesAsync(context.CancellationToken))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => AddAsync(context.Document, method, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> AddAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName("System.Threading.CancellationToken") is not { } token)
            return document;

        // With a default, so that whoever calls the method as well goes on doing so.
        SyntaxGenerator generator = editor.Generator;
        editor.AddParameter(method, generator.ParameterDeclaration("cancellationToken", generator.TypeExpression(token), SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)));
        return editor.GetChangedDocument();
    }
}
