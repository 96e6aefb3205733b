using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
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
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
        // What the method does with it may need a DateTime.
        => context.OfferCompilingEditAsync<ParameterSyntax>(Title, Use);

    private static void Use(DocumentEditor editor, ParameterSyntax parameter)
    {
        if (parameter.Type is not { } type || editor.SemanticModel.Compilation.GetTypeByMetadataName("System.DateTimeOffset") is not { } dateTimeOffset)
            return;

        TypeSyntax inner = type is NullableTypeSyntax nullable ? nullable.ElementType : type;
        editor.ReplaceNode(inner, editor.Generator.TypeExpression(dateTimeOffset).WithTriviaFrom(inner));
    }
}
