using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds parameters of <c>[TransferTool]</c> methods that no model can send and nothing else supplies.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedToolParameterAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The diagnostic's property with the type, when it looks like a service.</summary>
    internal const string ServiceProperty = "Service";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.UnsupportedToolParameter, RuleDescriptors.RefToolParameter, RuleDescriptors.ServiceToolParameter, RuleDescriptors.OpenToolParameter];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(
            ToolProblemKind.UnsupportedParameterType, ToolProblemKind.OpenParameterType, ToolProblemKind.ServiceWithoutAttribute, ToolProblemKind.RefParameter))
            Report(context, tool, tool.Method.Parameters.First(parameter => parameter.Name == problem.Parameter), problem);
    }

    private static void Report(TransferAgentContext context, ParsedTool tool, IParameterSymbol parameter, ToolProblem problem)
    {
        Location place = parameter.Locations[0];
        switch (problem.Kind)
        {
            case ToolProblemKind.RefParameter:
                context.Report(RuleDescriptors.RefToolParameter, place, parameter.Name, tool.Method.Name, Modifier(parameter.RefKind));
                break;
            case ToolProblemKind.OpenParameterType:
                context.Report(RuleDescriptors.OpenToolParameter, place, parameter.Name, tool.Method.Name, problem.Detail!, context.Agent.Name);
                break;
            case ToolProblemKind.ServiceWithoutAttribute:
                context.Report(RuleDescriptors.ServiceToolParameter, place, (ServiceProperty, problem.Detail!), parameter.Name, tool.Method.Name, problem.Detail!);
                break;
            default:
                context.Report(RuleDescriptors.UnsupportedToolParameter, place, parameter.Name, tool.Method.Name, problem.Detail!, ParameterRemedy.For(parameter.Type, problem.Detail!));
                break;
        }
    }

    private static string Modifier(RefKind kind) => kind switch
    {
        RefKind.Out => "out",
        RefKind.In => "in",
        RefKind.RefReadOnlyParameter => "ref readonly",
        _ => "ref",
    };
}
