using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>Applies a fix the two ways an editor can: one light bulb after the other, and "fix all" in the project.</summary>
internal sealed class CodeFixRun(CodeFixProvider fix, DiagnosticAnalyzer analyzer)
{
    /// <summary>More rounds than a test source has diagnostics: a fix that leaves its diagnostic in place would never end.</summary>
    private const int MaxRounds = 20;

    /// <summary>Fixes the first diagnostic that the fix has an answer to, until there is none left.</summary>
    public async Task<string> FixOneByOneAsync(Document document)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await FirstActionAsync(document, await FixableAsync(document)) is not { } found)
                return await TextAsync(document);

            document = await ApplyAsync(document, found.Action);
        }

        Assert.Fail($"{fix.GetType().Name} is still offered after {MaxRounds} rounds:\n{await TextAsync(document)}");
        return "";
    }

    /// <summary>Fixes everything in one step.</summary>
    public async Task<string> FixAllAsync(Document document)
    {
        ImmutableArray<Diagnostic> diagnostics = await FixableAsync(document);
        if (await FirstActionAsync(document, diagnostics) is not { } found)
            return await TextAsync(document);

        FixAllProvider? fixAll = fix.GetFixAllProvider();
        Assert.NotNull(fixAll);
        var context = new FixAllContext(
            document, fix, FixAllScope.Project, found.Action.EquivalenceKey!, fix.FixableDiagnosticIds, new KnownDiagnostics(diagnostics), CancellationToken.None);
        CodeAction? action = await fixAll.GetFixAsync(context);
        Assert.NotNull(action);
        return await TextAsync(await ApplyAsync(document, action));
    }

    private async Task<ImmutableArray<Diagnostic>> FixableAsync(Document document)
    {
        ImmutableArray<Diagnostic> diagnostics = await TestProject.AnalyzeAsync(document.Project, [analyzer], "The source between two fixes");
        return [.. diagnostics.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id))];
    }

    private async Task<(CodeAction Action, Diagnostic Diagnostic)?> FirstActionAsync(Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            List<CodeAction> actions = [];
            await fix.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.Count == 0)
                continue;

            CodeAction only = Assert.Single(actions);
            Assert.False(string.IsNullOrEmpty(only.EquivalenceKey), "A fix without an equivalence key cannot be applied to all at once.");
            return (only, diagnostic);
        }

        return null;
    }

    private static async Task<Document> ApplyAsync(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        ApplyChangesOperation change = Assert.Single(operations.OfType<ApplyChangesOperation>());
        Document changed = change.ChangedSolution.GetDocument(document.Id)!;
        await TestProject.CompileAsync(changed.Project, $"The source after '{action.Title}'");
        return changed;
    }

    private static async Task<string> TextAsync(Document document) => (await document.GetTextAsync()).ToString();

    /// <summary>Hands "fix all" the diagnostics that are known already.</summary>
    private sealed class KnownDiagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics.Where(diagnostic => !diagnostic.Location.IsInSource));
    }
}
