using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
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
    public override Task RegisterCodeFixesAsync(CodeFixContext context) =>
        context.OfferEditAsync<TypeDeclarationSyntax>(Title, static (editor, agent) => editor.MakePartial(agent));
}
