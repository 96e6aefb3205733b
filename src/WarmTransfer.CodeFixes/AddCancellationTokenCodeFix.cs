using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
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
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
        // Not where the name is taken, nor where the signature is that of an interface or a base class.
        => context.OfferCompilingEditAsync<MethodDeclarationSyntax>(Title, Add);

    private static void Add(DocumentEditor editor, MethodDeclarationSyntax method)
    {
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName("System.Threading.CancellationToken") is not { } token)
            return;

        // With a default, so that other calls of the method still compile.
        SyntaxGenerator generator = editor.Generator;
        editor.AddParameter(method, generator.ParameterDeclaration("cancellationToken", generator.TypeExpression(token), SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)));
    }
}
