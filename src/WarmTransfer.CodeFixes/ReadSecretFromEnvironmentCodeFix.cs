using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Reads an API secret from the environment instead of the source (WT2009).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadSecretFromEnvironmentCodeFix))]
[Shared]
public sealed class ReadSecretFromEnvironmentCodeFix : CodeFixProvider
{
    private const string Title = "Read the secret from the environment";

    /// <summary><c>LiveKitCredentials.ApiSecretVariable</c>, which LiveKit's own tools read too.</summary>
    private const string Variable = "LIVEKIT_API_SECRET";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ApiSecretInSource];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => context.OfferEditAsync<ExpressionSyntax>(Title, Read);

    private static void Read(DocumentEditor editor, ExpressionSyntax secret)
    {
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName("System.Environment") is not { } environment)
            return;

        SyntaxGenerator generator = editor.Generator;
        SyntaxNode read = generator.InvocationExpression(
            generator.MemberAccessExpression(generator.TypeExpression(environment), nameof(Environment.GetEnvironmentVariable)),
            generator.LiteralExpression(Variable));
        editor.ReplaceNode(secret, read.WithTriviaFrom(secret));
    }
}
