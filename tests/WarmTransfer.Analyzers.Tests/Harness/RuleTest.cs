using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>One test of one rule, put together step by step and run at the end.</summary>
/// <typeparam name="TAnalyzer">The analyzer under test. A plain <c>[|mark|]</c> stands for its first rule.</typeparam>
internal sealed class RuleTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private readonly TAnalyzer _analyzer = new();
    private readonly List<(string Path, string Text)> _additionalFiles = [];
    private MarkedSource _source = new("", []);
    private bool _withGlobalUsings = true;
    private string? _editorConfig;
    private string? _message;
    private DiagnosticSeverity? _severity;
    private (CodeFixProvider Fix, string Source)? _fix;

    /// <summary>The source to analyze, with a mark around each place that a diagnostic is expected at.</summary>
    public RuleTest<TAnalyzer> WithSource(string markedSource)
    {
        _source = MarkedSource.Parse(markedSource, _analyzer.SupportedDiagnostics[0].Id);
        return this;
    }

    /// <summary>The source must write its own usings.</summary>
    public RuleTest<TAnalyzer> WithoutGlobalUsings()
    {
        _withGlobalUsings = false;
        return this;
    }

    /// <summary>A file that the project hands to analyzers.</summary>
    public RuleTest<TAnalyzer> WithAdditionalFile(string path, string text)
    {
        _additionalFiles.Add((path, text));
        return this;
    }

    /// <summary>The project's <c>.editorconfig</c>.</summary>
    public RuleTest<TAnalyzer> WithEditorConfig(string text)
    {
        _editorConfig = text;
        return this;
    }

    /// <summary>The message of the first diagnostic, word for word.</summary>
    public RuleTest<TAnalyzer> WithMessage(string message)
    {
        _message = message;
        return this;
    }

    /// <summary>The severity of every diagnostic.</summary>
    public RuleTest<TAnalyzer> WithSeverity(DiagnosticSeverity severity)
    {
        _severity = severity;
        return this;
    }

    /// <summary>The source after the fix: applied one diagnostic after the other, and to all at once.</summary>
    public RuleTest<TAnalyzer> WithFix<TCodeFix>(string fixedSource)
        where TCodeFix : CodeFixProvider, new()
    {
        _fix = (new TCodeFix(), fixedSource);
        return this;
    }

    /// <summary>The fix offers nothing for the diagnostics of the source.</summary>
    public RuleTest<TAnalyzer> WithoutFix<TCodeFix>()
        where TCodeFix : CodeFixProvider, new()
        => WithFix<TCodeFix>(_source.Text);

    /// <summary>Runs everything that the steps before asked for.</summary>
    public async Task RunAsync()
    {
        Document document = TestProject.Create(_source.Text, _withGlobalUsings, _additionalFiles, _editorConfig);
        ImmutableArray<Diagnostic> diagnostics = await TestProject.AnalyzeAsync(document.Project, [_analyzer], "The source of the test");

        CheckPlaces(diagnostics);
        if (_message is not null)
            Assert.Equal(_message, diagnostics[0].GetMessage());

        if (_severity is { } severity)
            Assert.All(diagnostics, diagnostic => Assert.Equal(severity, diagnostic.Severity));

        if (_fix is not var (fix, fixedSource))
            return;

        var run = new CodeFixRun(fix, _analyzer);
        Assert.Equal(fixedSource, await run.FixOneByOneAsync(document));
        Assert.Equal(fixedSource, await run.FixAllAsync(document));
    }

    private void CheckPlaces(ImmutableArray<Diagnostic> diagnostics)
    {
        var expected = Describe(_source.Expected.Select(diagnostic => (diagnostic.Id, diagnostic.Span.Start, _source.Text.Substring(diagnostic.Span.Start, diagnostic.Span.Length))));
        var actual = Describe(diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan.Start, Marked(diagnostic))));
        if (expected != actual)
            Assert.Fail($"Expected:\n{expected}Found:\n{actual}\n{string.Join('\n', diagnostics)}");
    }

    private string Marked(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree?.FilePath == TestProject.SourceFile
            ? _source.Text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)
            : "(not in the source of the test)";

    private static string Describe(IEnumerable<(string Id, int Start, string Text)> diagnostics)
        => string.Concat(diagnostics.Select(diagnostic => $"  {diagnostic.Id} at {diagnostic.Start}: {diagnostic.Text}\n"));
}
