using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds API secrets that are written in the source.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ApiSecretInSourceAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What every LiveKit started with <c>--dev</c> has. Everybody knows it, so it is none.</summary>
    private const string DevelopmentSecret = "secret";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.ApiSecretInSource];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(MarkerNames.LiveKitCredentials) is { } credentials)
                start.RegisterOperationAction(operation => AnalyzeCreation(operation, credentials), OperationKind.ObjectCreation);

            if (start.Compilation.GetTypeByMetadataName(MarkerNames.LiveKitOptions) is { } options)
                start.RegisterOperationAction(operation => AnalyzeAssignment(operation, options), OperationKind.SimpleAssignment);
        });
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, INamedTypeSymbol credentials)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!creation.Type.Is(credentials))
            return;

        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.Parameter?.Name == "apiSecret")
                Analyze(context, argument.Value);
        }
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, INamedTypeSymbol options)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "ApiSecret" } property } && property.ContainingType.Is(options))
            Analyze(context, assignment.Value);
    }

    private static void Analyze(OperationAnalysisContext context, IOperation value)
    {
        IOperation bare = value.WithoutConversions();
        if (bare.ConstantValue is { HasValue: true, Value: string text } && !string.IsNullOrWhiteSpace(text) && text != DevelopmentSecret)
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.ApiSecretInSource, bare.Syntax.GetLocation()));
    }
}
