using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;
using WarmTransfer.Generators;

namespace WarmTransfer.CodeFixes;

/// <summary>Makes a tool that has a built-in tool's name take that one's place (WT1006).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceBuiltInToolCodeFix))]
[Shared]
public sealed class ReplaceBuiltInToolCodeFix : CodeFixProvider
{
    private const string Title = "Replace the built-in tool";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ToolNameTakenByBuiltIn];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindNodeAsync<MethodDeclarationSyntax>() is not { } method
            || !context.Diagnostics[0].Properties.TryGetValue(ToolNameTakenByBuiltInAnalyzer.BuiltInProperty, out var builtIn)
            || await FindAttributeAsync(context, method) is not { } attribute)
            return;

        // It replaces another one already: which of the two is meant is the author's to say.
        if (attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText is "Replaces") is true)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => ReplaceAsync(context.Document, attribute, builtIn!, cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<AttributeSyntax?> FindAttributeAsync(CodeFixContext context, MethodDeclarationSyntax method)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken);
        AttributeData? attribute = model?.GetDeclaredSymbol(method, context.CancellationToken)?.Attribute(KnownSymbols.Of(model.Compilation).TransferToolAttribute);
        return attribute?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) as AttributeSyntax;
    }

    private static async Task<Document> ReplaceAsync(Document document, AttributeSyntax attribute, string builtIn, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName("WarmTransfer.BuiltInTool") is not { } builtInTool)
            return document;

        SyntaxNode member = editor.Generator.MemberAccessExpression(editor.Generator.TypeExpression(builtInTool), builtIn);
        editor.ReplaceNode(attribute, editor.Generator.AddAttributeArguments(attribute, [editor.Generator.AttributeArgument("Replaces", member)]));
        return editor.GetChangedDocument();
    }
}
