using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Benchmarks.Analyzers;

/// <summary>The floor: has the compiler hand out every class and every call, as the .NET SDK's own analyzers do, and looks at none of them.</summary>
#pragma warning disable RS1001 // No compiler is to load it: the benchmark creates it.
internal sealed class EmptyAnalyzer : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("EMPTY", "Nothing", "Nothing", "Benchmarks", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType, SymbolKind.Method);
        context.RegisterOperationAction(static _ => { }, OperationKind.Invocation, OperationKind.SimpleAssignment);
    }
}
