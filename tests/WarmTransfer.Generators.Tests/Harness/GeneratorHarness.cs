using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators.Tests;

/// <summary>Compiles a source with the generator.</summary>
internal static class GeneratorHarness
{
    // What an application that targets .NET 10 with implicit usings has in every file.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References = [.. LoadedAssemblies.Files.Select(file => MetadataReference.CreateFromFile(file))];

    public static CSharpCompilation Compile(string source, DocumentationMode documentation = DocumentationMode.None, LanguageVersion language = LanguageVersion.CSharp12)
    {
        CSharpParseOptions parse = new(language, documentation);
        return CSharpCompilation.Create(
            "Agents",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, parse, "Usings.cs"), CSharpSyntaxTree.ParseText(source, parse, "Agent.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static GeneratorDriver Driver(CSharpCompilation compilation) => CSharpGeneratorDriver.Create(
        [new TransferAgentGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files, after checking that they compile without a warning.</summary>
    public static IReadOnlyList<GeneratedSourceResult> Generate(string source, DocumentationMode documentation = DocumentationMode.None)
        => Generate(Compile(source, documentation), out _);

    public static IReadOnlyList<GeneratedSourceResult> Generate(CSharpCompilation compilation, out Compilation output)
    {
        IReadOnlyList<GeneratedSourceResult> sources = Add(compilation, out output);
        AssertSilent(output.GetDiagnostics());
        return sources;
    }

    /// <summary>The generated files, not compiled yet.</summary>
    public static IReadOnlyList<GeneratedSourceResult> Add(CSharpCompilation compilation, out Compilation output)
    {
        GeneratorDriver driver = Driver(compilation).RunGeneratorsAndUpdateCompilation(compilation, out output, out _);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result.GeneratedSources;
    }

    /// <summary>Checks that there is neither an error nor a warning.</summary>
    public static void AssertSilent(IEnumerable<Diagnostic> diagnostics)
    {
        var messages = string.Join('\n', Messages(diagnostics));
        Assert.True(messages.Length == 0, messages);
    }

    /// <summary>Every error and warning, of the source and of what was generated.</summary>
    public static IEnumerable<string> Messages(Compilation compilation) => Messages(compilation.GetDiagnostics());

    private static IEnumerable<string> Messages(IEnumerable<Diagnostic> diagnostics)
        => diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString());
}
