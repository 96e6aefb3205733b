using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Adds the outcomes that a switch over the result of a transfer leaves out (WT3005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HandleOutcomesCodeFix))]
[Shared]
public sealed class HandleOutcomesCodeFix : CodeFixProvider
{
    private const string Title = "Add the missing outcomes";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.OutcomeNotHandled];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (!context.Diagnostics[0].Properties.TryGetValue(OutcomeNotHandledAnalyzer.MissingProperty, out var missing)
            || await context.FindNodeAsync<ExpressionSyntax>() is not { } value
            || value.Ancestors().FirstOrDefault(node => node is SwitchExpressionSyntax or SwitchStatementSyntax) is not { } switching)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => AddAsync(context.Document, switching, missing!.Split(','), cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> AddAsync(Document document, SyntaxNode switching, string[] missing, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken);
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferResult) is not { } result)
            return document;

        List<ExpressionSyntax> outcomes = [.. missing.Select(name => (ExpressionSyntax)editor.Generator.TypeExpression(result.GetTypeMembers(name)[0]))];
        SyntaxNode complete = switching switch
        {
            SwitchExpressionSyntax expression => AddArms(expression, outcomes, Answer(expression, editor, cancellationToken)),
            SwitchStatementSyntax statement => AddSection(statement, outcomes),
            _ => switching,
        };
        editor.ReplaceNode(switching, complete);
        return editor.GetChangedDocument();
    }

    /// <summary>A switch that makes text of the result gets the sentence that each outcome has; what any other answers, only its author knows.</summary>
    private static ExpressionSyntax Answer(SwitchExpressionSyntax expression, DocumentEditor editor, CancellationToken cancellationToken)
    {
        var isText = editor.SemanticModel.GetTypeInfo(expression, cancellationToken) is { Type.SpecialType: SpecialType.System_String } or { ConvertedType.SpecialType: SpecialType.System_String };
        SyntaxGenerator generator = editor.Generator;
        if (isText && expression.GoverningExpression is IdentifierNameSyntax result)
            return (ExpressionSyntax)generator.InvocationExpression(generator.MemberAccessExpression(result.WithoutTrivia(), "Describe"));

        INamedTypeSymbol exception = editor.SemanticModel.Compilation.GetTypeByMetadataName("System.NotImplementedException")!;
        return (ExpressionSyntax)generator.ThrowExpression(generator.ObjectCreationExpression(exception));
    }

    private static SwitchExpressionSyntax AddArms(SwitchExpressionSyntax expression, IEnumerable<ExpressionSyntax> outcomes, ExpressionSyntax answer)
    {
        SwitchExpressionArmSyntax[] arms = [.. outcomes.Select(outcome => SyntaxFactory.SwitchExpressionArm(SyntaxFactory.TypePattern((TypeSyntax)outcome), answer))];
        return expression.AddArms(arms).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static SwitchStatementSyntax AddSection(SwitchStatementSyntax statement, IEnumerable<ExpressionSyntax> outcomes)
        => statement.AddSections(SyntaxFactory.SwitchSection(
            [.. outcomes.Select(outcome => SyntaxFactory.CasePatternSwitchLabel(SyntaxFactory.TypePattern((TypeSyntax)outcome), SyntaxFactory.Token(SyntaxKind.ColonToken)))],
            [SyntaxFactory.BreakStatement()])).WithAdditionalAnnotations(Formatter.Annotation);
}
