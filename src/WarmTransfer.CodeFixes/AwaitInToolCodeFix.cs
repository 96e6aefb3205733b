using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using WarmTransfer.Analyzers;

namespace WarmTransfer.CodeFixes;

/// <summary>Awaits what a tool blocks its thread for (WT1025).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInToolCodeFix))]
[Shared]
public sealed class AwaitInToolCodeFix : CodeFixProvider
{
    private const string Title = "Await instead";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.BlockingTool];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
        // Not within a lock, in a lambda that is no task, or where the method's own signature is not its to change.
        => context.OfferCompilingEditAsync<ExpressionSyntax>(Title, Await);

    private static void Await(DocumentEditor editor, ExpressionSyntax blocking)
    {
        SyntaxGenerator generator = editor.Generator;
        if (Awaited(blocking, editor.SemanticModel, generator) is not { } awaited)
            return;

        SyntaxNode wait = generator.AwaitExpression(awaited.WithoutTrivia());
        if (blocking.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax))
            wait = SyntaxFactory.ParenthesizedExpression((ExpressionSyntax)wait);

        editor.ReplaceNode(blocking, wait.WithTriviaFrom(blocking));
        MakeAsync(editor, blocking);
    }

    /// <summary>The task that is waited for: <c>task.Result</c>, <c>task.Wait()</c>, <c>task.GetAwaiter().GetResult()</c>, <c>Thread.Sleep(…)</c>.</summary>
    private static SyntaxNode? Awaited(ExpressionSyntax blocking, SemanticModel model, SyntaxGenerator generator) => blocking switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result => result.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } wait } => wait.Expression,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "GetResult",
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter },
            },
        } => awaiter.Expression,
        InvocationExpressionSyntax { ArgumentList: { Arguments.Count: 1 } time, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep" } }
            when model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task") is { } task
            => generator.InvocationExpression(generator.MemberAccessExpression(generator.TypeExpression(task), nameof(Task.Delay)), time.Arguments),
        _ => null,
    };

    /// <summary>Makes the tool asynchronous where it is not, with a task of what it returned.</summary>
    private static void MakeAsync(DocumentEditor editor, ExpressionSyntax blocking)
    {
        SyntaxNode? function = blocking.Ancestors().FirstOrDefault(node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        if (function is not MethodDeclarationSyntax method || method.Modifiers.Any(SyntaxKind.AsyncKeyword))
            return;

        SyntaxGenerator generator = editor.Generator;
        var isVoid = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        INamedTypeSymbol? task = editor.SemanticModel.Compilation.GetTypeByMetadataName(isVoid ? "System.Threading.Tasks.Task" : "System.Threading.Tasks.Task`1");
        if (task is null || editor.SemanticModel.GetTypeInfo(method.ReturnType).Type is not { } result)
            return;

        editor.SetModifiers(method, generator.GetModifiers(method).WithAsync(true));
        editor.ReplaceNode(method.ReturnType, generator.TypeExpression(isVoid ? task : task.Construct(result)).WithTriviaFrom(method.ReturnType));
    }
}
