using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Marks a parameter that looks like a service with <c>[FromServices]</c> (WT1003).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeFromServicesCodeFix))]
[Shared]
public sealed class TakeFromServicesCodeFix : CodeFixProvider
{
    private const string Title = "Take it from the services";
    private const string Name = "FromServices";
    private const string Namespace = "WarmTransfer";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UnsupportedToolParameter];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // The rule finds other parameters too, which no service is.
        if (context.Diagnostics[0].Properties.ContainsKey(UnsupportedToolParameterAnalyzer.ServiceProperty))
            await context.OfferEditAsync<ParameterSyntax>(Title, Mark);
    }

    private static void Mark(DocumentEditor editor, ParameterSyntax parameter)
    {
        editor.AddAttribute(parameter, editor.Generator.Attribute(Name));

        // The tool's own attribute may have been written with its namespace.
        if (editor.SemanticModel.LookupNamespacesAndTypes(parameter.SpanStart, name: Name + "Attribute").IsEmpty)
            editor.ReplaceNode(editor.OriginalRoot, static (root, generator) => generator.AddNamespaceImports(root, generator.NamespaceImportDeclaration(Namespace)));
    }
}
