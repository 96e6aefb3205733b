using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Adds <c>partial</c> to a transfer agent and to the types around it (WT1001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeTransferAgentPartialCodeFix))]
[Shared]
public sealed class MakeTransferAgentPartialCodeFix : CodeFixProvider
{
    private const string Title = "Make the transfer agent partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.TransferAgentNotPartial];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindNodeAsync<TypeDeclarationSyntax>() is not { } agent)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => MakePartialAsync(context.Document, agent, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> MakePartialAsync(Document document, TypeDeclarationSyntax agent, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        editor.MakePartial(agent);
        return editor.GetChangedDocument();
    }
}
