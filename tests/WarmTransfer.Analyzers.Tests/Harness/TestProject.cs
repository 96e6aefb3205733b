using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>Builds the project that holds a test's source and asks the compiler and the analyzers about it.</summary>
internal static class TestProject
{
    public const string SourceFile = "/project/Source.cs";

    /// <summary>What the sources of the tests leave out, as the SDK's implicit usings do in a user's project.</summary>
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using WarmTransfer;
        """;

    /// <summary>What this process runs on: .NET itself, the runtime package under test and all it depends on.</summary>
    private static readonly ImmutableArray<MetadataReference> References = [.. LoadedAssemblies.Files.Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>.NET alone, as a project sees it that does not use the package.</summary>
    private static readonly ImmutableArray<MetadataReference> PlatformReferences =
        [.. References.Where(reference => Path.GetFileName(reference.Display)!.StartsWith("System.", StringComparison.Ordinal))];

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Creates a project of one source file, in a workspace of its own.</summary>
    public static Document Create(
        string source, bool withGlobalUsings, IEnumerable<(string Path, string Text)> additionalFiles, string? editorConfig)
    {
        using var workspace = new AdhocWorkspace();
        ProjectId project = ProjectId.CreateNewId();
        DocumentId document = DocumentId.CreateNewId(project);
        Solution solution = workspace.CurrentSolution
            .AddProject(project, "Project", "Project", LanguageNames.CSharp)
            .WithProjectCompilationOptions(project, Options)
            .WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose))
            .WithProjectMetadataReferences(project, References)
            .AddDocument(document, Path.GetFileName(SourceFile), SourceText.From(source), filePath: SourceFile);

        if (withGlobalUsings)
            solution = solution.AddDocument(DocumentId.CreateNewId(project), "Usings.cs", SourceText.From(GlobalUsings), filePath: "/project/Usings.cs");

        foreach ((var path, var text) in additionalFiles)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), Path.GetFileName(path), SourceText.From(text), filePath: path);

        if (editorConfig is not null)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".editorconfig", SourceText.From(editorConfig), filePath: "/project/.editorconfig");

        return solution.GetDocument(document)!;
    }

    /// <summary>Creates a project that does not know the runtime package.</summary>
    public static Project CreateWithoutRuntime(string source)
        => Create(source, withGlobalUsings: false, additionalFiles: [], editorConfig: null).Project.WithMetadataReferences(PlatformReferences);

    /// <summary>Compiles, and fails the test when the compiler finds an error: a broken source proves nothing about a rule.</summary>
    public static async Task<Compilation> CompileAsync(Project project, string what)
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
            Assert.Fail($"{what} does not compile:\n{string.Join('\n', errors.AsEnumerable())}");

        return compilation;
    }

    /// <summary>The analyzers' diagnostics in the order of the text, without those that the source suppresses.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project, ImmutableArray<DiagnosticAnalyzer> analyzers, string what)
    {
        Compilation compilation = await CompileAsync(project, what);
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(analyzers, project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync();

        // An exception in an analyzer is reported as the diagnostic AD0001, which no test expects.
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}
