using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Makes an <c>async void</c> tool return <see cref="Task"/> (WT1007).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskCodeFix))]
[Shared]
public sealed class ReturnTaskCodeFix : CodeFixProvider
{
    private const string Title = "Return Task";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.AsyncVoidTool];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => context.OfferEditAsync<MethodDeclarationSyntax>(Title, ReturnTask);

    private static void ReturnTask(DocumentEditor editor, MethodDeclarationSyntax method)
    {
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task") is not { } task)
            return;

        editor.ReplaceNode(method.ReturnType, editor.Generator.TypeExpression(task).WithTriviaFrom(method.ReturnType));
    }
}
