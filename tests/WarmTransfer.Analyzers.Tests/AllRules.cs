using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>Everything the two assemblies offer a compiler and an editor.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Instances<DiagnosticAnalyzer>(typeof(TransferAgentNotPartialAnalyzer));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Instances<CodeFixProvider>(typeof(MakeTransferAgentPartialCodeFix));

    public static IEnumerable<DiagnosticDescriptor> Descriptors => Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics);

    /// <summary>The diagnostics of every rule for a source without marks, and for the project's <c>appsettings.json</c>.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source, string what, string? settings = null)
    {
        (string, string)[] files = settings is null ? [] : [("/project/appsettings.json", settings)];
        Project project = TestProject.Create(source, withGlobalUsings: true, files, editorConfig: null).Project;
        return await TestProject.AnalyzeAsync(project, Analyzers, what);
    }

    private static ImmutableArray<T> Instances<T>(Type sibling)
        => [.. sibling.Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type)).Select(type => (T)Activator.CreateInstance(type)!)];
}
